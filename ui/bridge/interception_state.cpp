// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/interception_state.h"

#include "engine/batch.h"

#include <algorithm>

namespace telltale::bridge {

namespace {

constexpr std::size_t mostHosts = 1000; // a phone that tries names at random must not fill the memory

QString urlOf(const net::Endpoint &endpoint)
{
    return QString::fromStdString("http://" + endpoint.text() + '/');
}

void count(std::vector<InterceptionState::Host> &hosts, const intercept::RelayEvent &event)
{
    const QString name = QString::fromStdString(event.host.empty() ? event.destination.ip.text() : event.host);
    const QString station = QString::fromStdString(event.station.ip.text());
    const auto known = std::find_if(
        hosts.begin(), hosts.end(), [&](const auto &host) { return host.name == name && host.station == station; });
    if (known != hosts.end()) {
        known->reason = QString::fromStdString(event.reason);
        ++known->times;
    } else if (hosts.size() < mostHosts) {
        hosts.push_back({name, station, QString::fromStdString(event.reason), 1});
    }
}

bool readInsideTls(const session::Exchange &exchange)
{
    return exchange.scheme == "https";
}

} // namespace

InterceptionState::InterceptionState(QObject *parent)
    : QObject(parent)
{
}

void InterceptionState::begin(bool decrypting)
{
    m_decrypting = decrypting;
    m_ending = false;
    m_reached = {};
    m_pageUrl.clear();
    m_authority.clear();
    m_fetchedBy.clear();
    m_refused.clear();
    m_failed.clear();
    m_accepted = 0;
    m_passed = 0;
    emit changed();
}

void InterceptionState::end()
{
    m_ending = true;
    emit changed();
}

void InterceptionState::apply(const engine::Batch &batch)
{
    bool news = batch.interceptionEnded.has_value();
    if (news)
        m_decrypting = false;
    if (batch.progress.packets > 0)
        news = reach(Step::joined) || news;
    if (!batch.dns.empty())
        news = reach(Step::names) || news;
    for (const intercept::RelayEvent &event : batch.relayEvents)
        news = apply(event) || news;
    if (!reached(Step::decrypted) && std::any_of(batch.exchanges.begin(), batch.exchanges.end(), readInsideTls))
        news = reach(Step::decrypted) || news;
    if (news)
        emit changed();
}

bool InterceptionState::apply(const intercept::RelayEvent &event)
{
    using Kind = intercept::RelayEventKind;
    switch (event.kind) {
    case Kind::listening:
        // The first page address is the IPv4 one where there is one: the easier to type.
        if (event.reason != "page" || !m_pageUrl.isEmpty())
            return false;
        m_pageUrl = urlOf(event.destination);
        break;
    case Kind::certificateAuthority:
        m_authority = QString::fromStdString(event.host);
        break;
    case Kind::certificateFetched:
        if (const QString station = QString::fromStdString(event.station.ip.text()); !m_fetchedBy.contains(station))
            m_fetchedBy << station;
        reach(Step::certificate);
        break;
    case Kind::accepted:
        ++m_accepted;
        reach(Step::trusted);
        break;
    case Kind::clientRejectedCertificate:
        count(m_refused, event);
        break;
    case Kind::upstreamFailed:
        count(m_failed, event);
        break;
    case Kind::passedThrough:
        ++m_passed;
        break;
    case Kind::linesLost:
        return false; // an anomaly says it
    }
    return true;
}

bool InterceptionState::reach(Step step)
{
    return !std::exchange(m_reached[static_cast<std::size_t>(step)], true);
}

} // namespace telltale::bridge

#include "moc_interception_state.cpp"
