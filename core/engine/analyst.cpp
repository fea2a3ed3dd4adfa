// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analyst.h"

#include "engine/side_by_side.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace telltale::engine {

namespace {

/// The reader tells how far it is before the shards have told all that came until then; live they are this close.
constexpr base::Timestamp shardsLag{5 * base::nanosecondsPerSecond};

} // namespace

Analyst::Analyst(Wiring wiring, const Options &options, std::uint64_t analysis, BatchSink sink)
    : m_wiring(std::move(wiring))
    , m_recipients(m_wiring.rules, m_wiring.countries)
    , m_finder(m_wiring.rules, options.secrets, leak::FinderLimits{options.limits}, sideBySide)
    , m_identities(m_wiring.rules)
    , m_allPrivate(options.incognitoAll)
    , m_spans(options)
    , m_out(analysis, std::move(sink))
    , m_apps(m_wiring.rules, m_out)
{
    m_finder.setAppOf([this](const session::ExchangeId &id) {
        const ExchangeShelf::Facts *facts = m_out.exchanges.facts(id);
        const auto app = facts != nullptr ? m_out.exchanges.app(*facts) : std::nullopt;
        return !app ? std::string() : app->package.empty() ? app->name : app->package;
    });
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
            m_apps.markTouched(m_wiring.live);
            // Looking back costs a pass over all requests so far: a file is spared it until its end.
            takeFromFinder(m_wiring.live);
            if (m_wiring.live && m_identities.isDue())
                m_identities.tell(m_out);
            lookAtRules();
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
    m_relay.apply(connection);
    m_apps.judge().add(connection);
    const session::ConnectionId id = connection.id;
    auto &kept = m_out.connections[id];
    connection.appClaims = std::move(kept.appClaims);
    connection.app = std::move(kept.app);
    connection.stack = std::move(kept.stack);
    connection.caller = std::move(kept.caller);
    kept = std::move(connection);
    m_out.changed(id);
    m_apps.mark(id);
}

void Analyst::take(std::unique_ptr<OpenedRequest> &request)
{
    session::Exchange &exchange = request->exchange;
    const session::ExchangeId id = exchange.id;
    exchange.recipient = m_recipients.recipientOf(exchange.host, exchange.server);
    exchange.incognito = m_spans.contains(exchange.time);
    m_apps.mark(exchange, request->claims);
    m_newestRequest = std::max(m_newestRequest, request->record.time);
    request->record.recipient = exchange.recipient;
    request->record.app = exchange.app;
    request->record.appIsOwn = exchange.appIsOwn;
    m_identities.add(*request);
    m_out.exchanges.put(std::move(exchange));
    m_out.exchanges.setOwn(*m_out.exchanges.facts(id), request->claims);
    m_finder.addRequest(std::move(request->record)); // last: it may ask for the exchange's app
}

void Analyst::take(session::Exchange &exchange)
{
    const ExchangeShelf::Facts *known = m_out.exchanges.facts(exchange.id);
    if (known == nullptr)
        return; // a request is always sent first
    exchange.appClaims = m_out.exchanges.claims(*known);
    exchange.app = m_out.exchanges.app(*known);
    exchange.appIsOwn = known->appIsOwn;
    exchange.recipient = m_recipients.recipientOf(exchange.host, exchange.server);
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

/// What began since may have been judged already: shards do not wait for each other, nor for this.
void Analyst::take(InterceptionEnd &end)
{
    m_relay.end(end.time);
    m_out.interceptionEnded(end.time);
    for (auto &[id, connection] : m_out.connections) {
        if (connection.time > end.time && m_relay.apply(connection))
            m_out.changed(id);
    }
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
                              std::to_string(event.lines)
                                  + (keys ? " lines of keys were not read in time and are gone."
                                          : " events were not read in time and are gone.")},
            std::nullopt, {event.time, 0}};
        take(lost);
    }
    if (!id)
        return;
    if (const auto known = m_out.connections.find(*id);
        known != m_out.connections.end() && m_relay.apply(known->second))
        m_out.changed(*id);
}

void Analyst::take(attribution::PhoneEvent &event)
{
    if (const auto *front = std::get_if<attribution::Foreground>(&event)) {
        m_spans.show(
            front->time, m_wiring.rules->isPrivateWindow(front->package, front->activity, front->title, front->secure));
        m_out.spansChanged(m_spans.spans());
        judgePrivacy();
    } else if (const auto *link = std::get_if<attribution::PhoneLink>(&event)) {
        m_out.phoneChanged(*link);
    } else if (const auto *heard = std::get_if<attribution::PhoneHeard>(&event)) {
        m_out.phoneHeard(heard->from);
    } else {
        if (const auto *face = std::get_if<attribution::AppFace>(&event))
            m_out.add(*face);
        m_apps.judge().add(event);
    }
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

/// When all shards have sent it, every connection of that time is known.
void Analyst::take(OwnersTold &told)
{
    std::size_t &count = m_ownersTold[told.number];
    if (++count < m_wiring.shards)
        return;
    m_ownersTold.erase(told.number);
    m_out.ownersSettled(told.until ? base::Timestamp{told.until->nanoseconds - attribution::SocketOwners::settledAfter}
                                   : base::Timestamp{std::numeric_limits<std::int64_t>::max()});
}

void Analyst::takeFromFinder(bool lookBack)
{
    // What is typed is told when it is complete: live after a pause, of a file at its end.
    if (m_wiring.live && m_at.last)
        m_finder.closeTyped(std::max(m_newestRequest, base::Timestamp{m_at.last->nanoseconds - shardsLag.nanoseconds}));
    auto found = m_finder.take(lookBack);
    for (session::Search &search : found.searches) {
        m_out.searchChanged(search.id);
        m_out.searches.insert_or_assign(search.id, std::move(search));
    }
    for (session::Leak &leak : found.leaks) {
        if (const ExchangeShelf::Facts *exchange = m_out.exchanges.facts(leak.exchange))
            leak.app = m_out.exchanges.app(*exchange); // more may be known than when the finder saw the request
        if (!m_out.leaks.contains(leak.id))
            m_apps.follow(leak);
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

/// At most once a second. A file is read with the rules it began with, so that its records are one whole.
void Analyst::lookAtRules()
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_wiring.live || !m_wiring.trackers || now - m_rulesSeen < std::chrono::seconds(1))
        return;
    m_rulesSeen = now;
    if (const auto error = m_wiring.trackers->refresh()) {
        FoundAnomaly broken{{"rules.unusable", error->text() + " The rules before it stay in use."}, std::nullopt,
            {m_at.last.value_or(base::Timestamp{}), 0}};
        take(broken);
    }
}

void Analyst::judgePrivacy()
{
    m_out.exchanges.forEach([this](const session::ExchangeId &id, ExchangeShelf::Facts &facts) {
        const bool incognito = m_spans.contains(facts.time);
        if (std::exchange(facts.incognito, incognito) != incognito)
            m_out.exchanges.changed(id);
    });
    m_finder.setPrivateSpans(m_spans.marked(), m_allPrivate, m_spans.shown());
}

void Analyst::settleApps()
{
    m_apps.settle();
    if (m_apps.judge().forgetsSockets()) {
        FoundAnomaly forgotten{
            {"attribution.socket_limit",
                "Older sockets of the phone were forgotten; connections of that time may have no app."},
            std::nullopt, {m_at.first.value_or(base::Timestamp{}), 0}};
        take(forgotten);
    }
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
        m_out.changed(id);
    }
    settleApps();
    judgePrivacy();
    m_finder.closeTyped(std::nullopt);
    takeFromFinder(true);
    tellFinderAnomalies();
    if (m_identities.limitReached()) {
        FoundAnomaly full{
            {"leak.identifier_limit", "More identifiers came than are counted; profiles lack the later ones."},
            std::nullopt, {m_at.last.value_or(base::Timestamp{}), 0}};
        take(full);
    }
    m_identities.tell(m_out);
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
