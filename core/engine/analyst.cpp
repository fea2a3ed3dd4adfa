// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analyst.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace telltale::engine {

namespace {

/// Better evidence replaces worse; equal evidence keeps the app that sorts first, so that the order
/// of arrival does not matter.
bool isBetter(const session::App &a, const session::App &b)
{
    if (a.confidence != b.confidence)
        return a.confidence > b.confidence;
    if (a.source != b.source)
        return a.source < b.source; // the ladder's rungs stand in the order of their weight
    return std::tie(a.name, a.package) < std::tie(b.name, b.package);
}

} // namespace

/// The host rung for connections that are not opened: who usually speaks to that host.
std::optional<session::App> Analyst::appAtHost(const std::string &host) const
{
    const rules::AppRule *rule = m_wiring.rules->appAtHost(host);
    if (rule == nullptr)
        return std::nullopt;
    return session::App{rule->package, rule->name, session::AppSource::host, session::Confidence::possible};
}

Analyst::Analyst(Wiring wiring, const Options &options, std::uint64_t analysis, BatchSink sink)
    : m_wiring(std::move(wiring))
    , m_recipients(m_wiring.rules)
    , m_finder(m_wiring.rules, options.secrets, leak::FinderLimits{options.limits})
    , m_allPrivate(options.incognitoAll)
    , m_spans(options)
    , m_out(analysis, std::move(sink))
{
}

void Analyst::run()
{
    while (!m_end || m_endedShards < m_wiring.shards) {
        auto findings = m_wiring.findings.pop(Outbox::interval);
        if (findings) {
            for (Finding &finding : *findings)
                std::visit([this](auto &value) { take(value); }, finding);
        }
        if (m_out.isDue()) {
            // Looking back costs a pass over all requests so far: a file is spared it until its end.
            takeFromFinder(m_wiring.live);
            m_out.send();
        }
    }
    settle();
    m_out.close(summary(), m_end->error);
}

void Analyst::take(session::Connection &connection)
{
    if (connection.hostSource == session::HostSource::none) {
        connection.host = m_names.nameOf(connection.originator.ip, connection.responder.ip, connection.time);
        if (!connection.host.empty())
            connection.hostSource = session::HostSource::dns;
    }
    const auto known = m_out.connections.find(connection.id);
    if (known != m_out.connections.end())
        connection.app = known->second.app;
    if (!connection.app && !connection.host.empty())
        connection.app = appAtHost(connection.host);
    m_relay.apply(connection);
    m_out.changed(connection.id);
    m_out.connections.insert_or_assign(connection.id, std::move(connection));
}

void Analyst::offerApp(session::ConnectionId id, const session::App &app)
{
    const auto found = m_out.connections.find(id);
    if (found == m_out.connections.end()) {
        session::Connection placeholder; // its facts are on their way
        placeholder.id = id;
        placeholder.app = app;
        m_out.connections.emplace(id, std::move(placeholder));
        return;
    }
    auto &current = found->second.app;
    if (!current || isBetter(app, *current)) {
        current = app;
        m_out.changed(id);
    }
}

void Analyst::take(std::unique_ptr<OpenedRequest> &request)
{
    session::Exchange &exchange = request->exchange;
    exchange.recipient = m_recipients.recipientOf(exchange.host);
    exchange.app = std::move(request->app);
    exchange.incognito = m_spans.contains(exchange.time);
    exchange.appIsOwn = exchange.app.has_value();
    if (exchange.app) {
        offerApp(exchange.id.connection, *exchange.app);
    } else if (const auto found = m_out.connections.find(exchange.id.connection); found != m_out.connections.end()) {
        exchange.app = found->second.app; // one connection belongs to one app
    }
    request->record.recipient = exchange.recipient;
    request->record.app = exchange.app;
    m_finder.addRequest(std::move(request->record));
    m_out.exchanges.put(std::move(exchange));
}

void Analyst::take(session::Exchange &exchange)
{
    const ExchangeShelf::Facts *known = m_out.exchanges.facts(exchange.id);
    if (known == nullptr)
        return; // a request is always sent first
    exchange.app = m_out.exchanges.app(*known);
    exchange.appIsOwn = known->appIsOwn;
    exchange.recipient = m_recipients.recipientOf(exchange.host);
    exchange.incognito = known->incognito;
    m_out.exchanges.put(std::move(exchange));
}

void Analyst::take(session::DnsAnswer &answer)
{
    ++m_dns;
    if (const auto asked = m_out.connections.find(answer.connection); asked != m_out.connections.end())
        m_names.add(asked->second.originator.ip, answer);
    m_out.add(answer);
}

void Analyst::take(session::WebSocketMessage &message)
{
    ++m_messages;
    m_out.add(message);
}

void Analyst::take(FoundAnomaly &found)
{
    const Outbox::AnomalyKey key{found.anomaly.id, found.connection};
    auto [place, isNew] = m_out.anomalies.try_emplace(key);
    session::AnomalyRecord &record = place->second;
    if (isNew) {
        record.id = found.anomaly.id;
        record.connection = found.connection;
        record.time = found.origin.time;
        record.detail = found.anomaly.detail;
        record.count = 0;
    } else if (found.origin.time < record.time
               || (found.origin.time == record.time && found.anomaly.detail < record.detail)) {
        record.time = found.origin.time;
        record.detail = found.anomaly.detail;
    }
    ++record.count;
    m_out.anomalyChanged(key);
}

void Analyst::take(PrivateMark &mark)
{
    m_spans.mark(mark.time, mark.on);
    m_out.spansChanged(m_spans.spans());
    judgePrivacy();
}

void Analyst::take(intercept::RelayEvent &event)
{
    m_out.add(event);
    const auto id = m_relay.add(event);
    if (event.kind == intercept::RelayEventKind::upstreamFailed) {
        FoundAnomaly failed{{"relay.upstream_failed", event.host + ": " + event.reason}, id, {event.time, 0}};
        take(failed);
    }
    if (event.kind == intercept::RelayEventKind::linesLost) {
        const bool keys = event.reason == "keys";
        FoundAnomaly lost{{keys ? "relay.keys_lost" : "relay.events_lost",
                              std::to_string(event.lines) + (keys ? " lines of keys were not read in time and are gone."
                                                                  : " events were not read in time and are gone.")},
            std::nullopt, {event.time, 0}};
        take(lost);
    }
    if (!id)
        return;
    if (const auto known = m_out.connections.find(*id); known != m_out.connections.end() && m_relay.apply(known->second))
        m_out.changed(*id);
}

void Analyst::take(ReaderProgress &progress)
{
    const bool begins = progress.first && (!m_at.first || *progress.first < *m_at.first);
    m_at = progress;
    m_out.progress = progress.progress;
    if (begins) {
        m_spans.setBeginning(*m_at.first);
        if (!m_spans.spans().empty()) {
            m_out.spansChanged(m_spans.spans());
            judgePrivacy();
        }
    }
}

void Analyst::take(ReaderEnd &end)
{
    take(end.at);
    m_end = std::move(end);
}

void Analyst::take(ShardEnd &)
{
    ++m_endedShards;
}

void Analyst::takeFromFinder(bool lookBack)
{
    auto found = m_finder.take(lookBack);
    for (session::Search &search : found.searches) {
        m_out.searchChanged(search.id);
        m_out.searches.insert_or_assign(search.id, std::move(search));
    }
    for (session::Leak &leak : found.leaks) {
        m_out.leakChanged(leak.id);
        m_out.leaks.insert_or_assign(leak.id, std::move(leak));
    }
    m_finderAnomalies.insert(m_finderAnomalies.end(), found.anomalies.begin(), found.anomalies.end());
    if (m_wiring.live)
        tellFinderAnomalies();
}

/// They are about the whole session. Of a file they are told at its end, so that their time does not
/// depend on how far reading had come.
void Analyst::tellFinderAnomalies()
{
    for (const base::Anomaly &anomaly : std::exchange(m_finderAnomalies, {})) {
        FoundAnomaly value{anomaly, std::nullopt, {m_at.last.value_or(base::Timestamp{}), 0}};
        take(value);
    }
}

void Analyst::judgePrivacy()
{
    m_out.exchanges.forEach([this](const session::ExchangeId &id, ExchangeShelf::Facts &facts) {
        const bool incognito = m_spans.contains(facts.time);
        if (std::exchange(facts.incognito, incognito) != incognito)
            m_out.exchanges.changed(id);
    });
    m_finder.setPrivateSpans(m_spans.spans(), m_allPrivate);
}

/// Everything is in: what could depend on the order of arrival is settled from the whole.
void Analyst::settle()
{
    for (auto &[id, connection] : m_out.connections) {
        if (connection.hostSource != session::HostSource::none && connection.hostSource != session::HostSource::dns)
            continue;
        const std::string name = m_names.nameOf(connection.originator.ip, connection.responder.ip, connection.time);
        if (name.empty() || name == connection.host)
            continue;
        connection.host = name;
        connection.hostSource = session::HostSource::dns;
        if (!connection.app)
            connection.app = appAtHost(name);
        m_out.changed(id);
    }
    m_out.exchanges.forEach([this](const session::ExchangeId &id, ExchangeShelf::Facts &facts) {
        const auto connection = m_out.connections.find(id.connection);
        if (facts.appIsOwn || connection == m_out.connections.end()
            || m_out.exchanges.app(facts) == connection->second.app)
            return;
        m_out.exchanges.setApp(facts, connection->second.app);
        m_out.exchanges.changed(id);
    });
    judgePrivacy();
    takeFromFinder(true);
    tellFinderAnomalies();
    for (auto &[id, leak] : m_out.leaks) {
        const ExchangeShelf::Facts *exchange = m_out.exchanges.facts(leak.exchange);
        if (exchange != nullptr && leak.app != m_out.exchanges.app(*exchange)) {
            leak.app = m_out.exchanges.app(*exchange);
            m_out.leakChanged(id);
        }
    }
}

session::Summary Analyst::summary() const
{
    session::Summary summary;
    summary.complete = m_end->complete;
    summary.problem = m_end->problem;
    summary.packets = m_at.progress.packets;
    summary.bytes = m_at.bytes;
    summary.dropped = m_at.progress.dropped;
    summary.connections = m_out.connections.size();
    summary.exchanges = m_out.exchanges.size();
    for (const auto &[id, connection] : m_out.connections) {
        if (connection.security == session::Security::none)
            continue;
        ++(connection.decryption == session::Decryption::none ? summary.undecrypted : summary.decrypted);
    }
    summary.dns = m_dns;
    summary.messages = m_messages;
    summary.searches = m_out.searches.size();
    summary.leaks = m_out.leaks.size();
    for (const auto &[key, anomaly] : m_out.anomalies)
        summary.anomalies += anomaly.count;
    summary.first = m_at.first;
    summary.last = m_at.last;
    summary.inputSha256 = m_wiring.inputDigest ? m_wiring.inputDigest() : std::string();
    return summary;
}

} // namespace telltale::engine
