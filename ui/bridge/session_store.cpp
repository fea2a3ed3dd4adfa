// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/session_store.h"

#include "bridge/theme.h"
#include "engine/batch.h"

#include <algorithm>

namespace telltale::bridge {

namespace {

QString laneName(const std::optional<session::App> &app)
{
    if (laneKey(app).isEmpty())
        return SessionStore::tr("Unknown app");
    return QString::fromStdString(app->name.empty() ? app->package : app->name);
}

template <typename Count>
void step(Count &count, Count by, int sign)
{
    count = sign > 0 ? count + by : count - by;
}

} // namespace

QString laneKey(const std::optional<session::App> &app)
{
    if (!app)
        return {};
    return QString::fromStdString(app->package.empty() ? app->name : app->package);
}

bool isUndecrypted(const session::Connection &connection)
{
    return connection.security != session::Security::none && connection.decryption == session::Decryption::none;
}

SessionStore::SessionStore(QObject *parent)
    : QObject(parent)
{
}

void SessionStore::apply(const engine::Batch &batch)
{
    StoreChange change;
    change.firstNewExchange = m_exchanges.size();
    change.firstNewConnection = m_connections.size();
    change.firstNewLeak = m_leaks.size();
    applyConnections(batch, change);
    applyExchanges(batch, change);
    applyLeaks(batch, change);
    applyFaces(batch, change);
    applyRest(batch, change);
    emit changed(change);
}

void SessionStore::applyConnections(const engine::Batch &batch, StoreChange &change)
{
    for (const auto &connection : batch.connections) {
        widen(connection.time, connection.end);
        const auto known = m_connectionRows.find(connection.id);
        if (known == m_connectionRows.end()) {
            addConnection(connection);
            continue;
        }
        updateConnection(known->second, connection);
        if (known->second < change.firstNewConnection)
            change.changedConnections.push_back(known->second);
    }
    auto &rows = change.changedConnections;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    change.connectionsChanged = !batch.connections.empty();
    change.lanesChanged = change.lanesChanged || change.connectionsChanged;
}

void SessionStore::addConnection(const session::Connection &connection)
{
    const std::size_t row = m_connections.size();
    m_connectionRows.emplace(connection.id, row);
    m_connections.push_back(connection);
    m_laneOfConnection.emplace_back();
    placeConnection(row);
}

void SessionStore::updateConnection(std::size_t row, const session::Connection &connection)
{
    countConnection(row, -1);
    m_connections[row] = connection;
    placeConnection(row);
}

void SessionStore::placeConnection(std::size_t row)
{
    const auto &connection = m_connections[row];
    m_laneOfConnection[row].reset();
    if (isUndecrypted(connection))
        m_laneOfConnection[row] = laneFor(connection.app);
    countConnection(row, 1);
}

void SessionStore::countConnection(std::size_t row, int sign)
{
    const auto lane = m_laneOfConnection[row];
    if (!lane)
        return;
    const auto &connection = m_connections[row];
    step(m_lanes[*lane].bytesSent, connection.bytesSent, sign);
    useConnection(*lane, connection.id, sign);
    step(m_stations[stationFor(connection.originator.ip)].bytesSent, connection.bytesSent, sign);
}

void SessionStore::applyExchanges(const engine::Batch &batch, StoreChange &change)
{
    for (const auto &exchange : batch.exchanges) {
        widen(exchange.time, std::max(exchange.time, exchange.end));
        const auto known = m_exchangeRows.find(exchange.id);
        if (known == m_exchangeRows.end()) {
            addExchange(exchange);
            continue;
        }
        updateExchange(known->second, exchange);
        if (known->second < change.firstNewExchange)
            change.changedExchanges.push_back(known->second);
    }
    auto &rows = change.changedExchanges;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    change.lanesChanged = change.lanesChanged || !batch.exchanges.empty();
}

void SessionStore::addExchange(const session::Exchange &exchange)
{
    const std::size_t row = m_exchanges.size();
    m_exchangeRows.emplace(exchange.id, row);
    m_exchanges.push_back(exchange);
    m_laneOfExchange.push_back(laneFor(exchange.app));
    m_leaksOfExchange.emplace_back();
    countExchange(row, 1);
    const auto waiting = m_waitingLeaks.find(exchange.id);
    if (waiting != m_waitingLeaks.end()) {
        m_leaksOfExchange[row] = std::move(waiting->second);
        m_waitingLeaks.erase(waiting);
    }
}

void SessionStore::updateExchange(std::size_t row, const session::Exchange &exchange)
{
    countExchange(row, -1);
    m_exchanges[row] = exchange;
    m_laneOfExchange[row] = laneFor(exchange.app);
    countExchange(row, 1);
}

void SessionStore::countExchange(std::size_t row, int sign)
{
    const auto &exchange = m_exchanges[row];
    auto &lane = m_lanes[m_laneOfExchange[row]];
    step(lane.exchanges, std::size_t{1}, sign);
    step(lane.bytesSent, exchange.request.size, sign);
    useConnection(m_laneOfExchange[row], exchange.id.connection, sign);
    auto &station = m_stations[stationFor(exchange.client)];
    step(station.exchanges, std::size_t{1}, sign);
    step(station.bytesSent, exchange.request.size, sign);
}

void SessionStore::useConnection(std::size_t lane, const session::ConnectionId &id, int sign)
{
    const auto use = m_uses.try_emplace({lane, id}, 0).first;
    if (sign > 0 && use->second++ == 0)
        ++m_lanes[lane].connections;
    if (sign < 0 && --use->second == 0) {
        --m_lanes[lane].connections;
        m_uses.erase(use);
    }
}

void SessionStore::applyLeaks(const engine::Batch &batch, StoreChange &change)
{
    for (const auto &leak : batch.leaks) {
        const auto [known, added] = m_leakRows.try_emplace(leak.id, m_leaks.size());
        if (!added) {
            // A leak's id names its exchange too, so the lists per exchange stay as they are.
            m_leaks[known->second] = leak;
            change.leaksReplaced = change.leaksReplaced || known->second < change.firstNewLeak;
            continue;
        }
        const auto exchange = rowOf(leak.exchange);
        (exchange ? m_leaksOfExchange[*exchange] : m_waitingLeaks[leak.exchange]).push_back(m_leaks.size());
        // Its row carries a mark now, which the table and the timeline have to draw.
        if (exchange && *exchange < change.firstNewExchange)
            change.changedExchanges.push_back(*exchange);
        m_leaks.push_back(leak);
    }
    auto &rows = change.changedExchanges;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (!batch.leaks.empty() || !batch.exchanges.empty())
        countLeaks();
    change.lanesChanged = change.lanesChanged || !batch.leaks.empty();
}

void SessionStore::countLeaks()
{
    if (m_leaks.empty())
        return;
    for (auto &lane : m_lanes)
        lane.leaks = 0;
    for (const auto &leak : m_leaks) {
        const auto exchange = rowOf(leak.exchange);
        ++m_lanes[exchange ? m_laneOfExchange[*exchange] : laneFor(leak.app)].leaks;
    }
}

void SessionStore::applyFaces(const engine::Batch &batch, StoreChange &change)
{
    for (const auto &face : batch.faces)
        m_icons.add(*face);
    change.iconsChanged = !batch.faces.empty();
    change.lanesChanged = change.lanesChanged || change.iconsChanged;
}

void SessionStore::applyRest(const engine::Batch &batch, StoreChange &change)
{
    for (const auto &search : batch.searches) {
        const auto [known, added] = m_searchRows.try_emplace(search.id, m_searches.size());
        if (added)
            m_searches.push_back(search);
        else
            m_searches[known->second] = search;
    }
    for (const auto &anomaly : batch.anomalies) {
        const auto [known, added] = m_anomalyRows.try_emplace({anomaly.id, anomaly.connection}, m_anomalies.size());
        if (added)
            m_anomalies.push_back(anomaly);
        else
            m_anomalies[known->second] = anomaly;
    }
    for (const auto &[id, profile] : batch.profiles) {
        if (profile)
            m_profiles.insert_or_assign(id, *profile);
        else
            m_profiles.erase(id);
        change.changedProfiles.push_back(id);
    }
    if (batch.privateSpans) {
        m_spans = *batch.privateSpans;
        change.spansChanged = true;
    }
    if (batch.interceptionEnded) {
        m_decryptingEnded = batch.interceptionEnded;
        change.spansChanged = true;
    }
    if (batch.progress.now) {
        m_now = batch.progress.now;
        widen(*m_now, *m_now);
    }
    m_packets = std::max(m_packets, batch.progress.packets);
    m_dropped = std::max(m_dropped, batch.progress.dropped);
    m_position = std::max(m_position, batch.progress.position);
    m_size = std::max(m_size, batch.progress.size);
    if (batch.summary) {
        m_summary = batch.summary;
        arrangeLanes();
        change.lanesArranged = true;
    }
}

/// Several threads read a file, and which app is found first is chance. The same file shall look the same each time.
void SessionStore::arrangeLanes()
{
    std::vector<std::pair<base::Timestamp, QString>> firsts(m_lanes.size(), {{INT64_MAX}, {}});
    const auto count = [&firsts](std::size_t lane, base::Timestamp time) {
        firsts[lane].first = std::min(firsts[lane].first, time);
    };
    for (std::size_t row = 0; row < m_exchanges.size(); ++row)
        count(m_laneOfExchange[row], m_exchanges[row].time);
    for (std::size_t row = 0; row < m_connections.size(); ++row) {
        if (m_laneOfConnection[row])
            count(*m_laneOfConnection[row], m_connections[row].time);
    }
    std::vector<std::size_t> order(m_lanes.size());
    for (std::size_t lane = 0; lane < order.size(); ++lane) {
        order[lane] = lane;
        firsts[lane].second = m_lanes[lane].key;
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return firsts[a] < firsts[b]; });
    int named = 0;
    for (std::size_t place = 0; place < order.size(); ++place) {
        Lane &lane = m_lanes[order[place]];
        lane.place = place;
        if (!lane.key.isEmpty())
            lane.colour = named++ % Theme::appColours;
    }
}

void SessionStore::clear()
{
    m_exchanges.clear();
    m_connections.clear();
    m_leaks.clear();
    m_searches.clear();
    m_spans.clear();
    m_decryptingEnded.reset();
    m_profiles.clear();
    m_anomalies.clear();
    m_lanes.clear();
    m_stations.clear();
    m_stationNames.clear();
    m_laneOfExchange.clear();
    m_leaksOfExchange.clear();
    m_laneOfConnection.clear();
    m_waitingLeaks.clear();
    m_exchangeRows.clear();
    m_connectionRows.clear();
    m_leakRows.clear();
    m_searchRows.clear();
    m_anomalyRows.clear();
    m_laneRows.clear();
    m_stationRows.clear();
    m_uses.clear();
    m_icons.clear();
    m_extent.reset();
    m_now.reset();
    m_summary.reset();
    m_packets = m_dropped = m_position = m_size = 0;
    emit reset();
}

std::optional<std::size_t> SessionStore::rowOf(const session::ExchangeId &id) const
{
    const auto found = m_exchangeRows.find(id);
    return found == m_exchangeRows.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> SessionStore::rowOf(const session::ConnectionId &id) const
{
    const auto found = m_connectionRows.find(id);
    return found == m_connectionRows.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> SessionStore::leakRow(const QString &id) const
{
    const auto found = m_leakRows.find(id.toStdString());
    return found == m_leakRows.end() ? std::nullopt : std::optional(found->second);
}

const Lane *SessionStore::lane(const QString &key) const
{
    const auto found = m_laneRows.find(key);
    return found == m_laneRows.end() ? nullptr : &m_lanes[found->second];
}

const session::Connection *SessionStore::connection(const session::ConnectionId &id) const
{
    const auto row = rowOf(id);
    return row ? &m_connections[*row] : nullptr;
}

std::optional<std::size_t> SessionStore::laneOfConnection(std::size_t connectionRow) const
{
    return m_laneOfConnection[connectionRow];
}

const std::vector<std::size_t> &SessionStore::leaksOf(std::size_t exchangeRow) const
{
    return m_leaksOfExchange[exchangeRow];
}

std::optional<base::TimeSpan> SessionStore::extent() const
{
    return m_extent;
}

void SessionStore::widen(base::Timestamp from, base::Timestamp to)
{
    to = std::max(from, to);
    if (!m_extent) {
        m_extent = base::TimeSpan{from, to};
        return;
    }
    m_extent->from = std::min(m_extent->from, from);
    m_extent->to = std::max(m_extent->to, to);
}

std::size_t SessionStore::laneFor(const std::optional<session::App> &app)
{
    const auto [known, added] = m_laneRows.try_emplace(laneKey(app), m_lanes.size());
    if (added) {
        Lane lane;
        lane.key = known->first;
        lane.name = laneName(app);
        lane.app = lane.key.isEmpty() ? std::nullopt : app;
        // The unknown app has no colour of its own and takes none from the others.
        const auto named = static_cast<int>(m_lanes.size()) - (m_laneRows.contains(QString()) && !lane.key.isEmpty());
        lane.colour = lane.key.isEmpty() ? Theme::greyColour : named % Theme::appColours;
        lane.place = m_lanes.size();
        m_lanes.push_back(std::move(lane));
    }
    Lane &lane = m_lanes[known->second];
    // The same source may have learnt the name since: the phone tells its apps' labels a little later.
    const bool isNamed = lane.app && !app->name.empty() && app->confidence == lane.app->confidence
        && (app->source == lane.app->source || lane.app->name.empty());
    if (isNamed || (lane.app && app->confidence > lane.app->confidence)) {
        lane.app = app;
        lane.name = laneName(app);
    }
    return known->second;
}

void SessionStore::nameStation(const QString &name, const QStringList &addresses)
{
    for (const QString &address : addresses)
        m_stationNames[address] = address.contains(QLatin1Char(':')) ? tr("%1 · IPv6").arg(name) : name;
}

std::size_t SessionStore::stationFor(const net::IpAddress &address)
{
    const auto [known, added] = m_stationRows.try_emplace(address, m_stations.size());
    if (added) {
        const QString text = QString::fromStdString(address.text());
        const auto name = m_stationNames.find(text);
        m_stations.push_back({text, name == m_stationNames.end() ? QString() : name->second, 0, 0});
    }
    return known->second;
}

} // namespace telltale::bridge

#include "moc_session_store.cpp"
