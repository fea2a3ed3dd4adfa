// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/lane_set.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>
#include <tuple>

namespace telltale::timeline {

namespace {

std::uint32_t saturated(std::uint64_t value)
{
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(value, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

session::ExchangeId unreadId(const session::Connection &connection)
{
    return {connection.id, 0};
}

LaneSet::LaneSet(const bridge::SessionStore &store)
    : m_store(store)
{
    rebuild();
}

void LaneSet::rebuild()
{
    m_exchanges.clear();
    m_unread.clear();
    update({}, {});
    refreshLeaks();
}

void LaneSet::update(const bridge::StoreChange &change)
{
    update(change.changedExchanges, change.changedConnections);
    const bool newLeaks = change.firstNewLeak < m_store.leaks().size();
    if (newLeaks || change.leaksReplaced || !change.changedExchanges.empty()
        || m_leaks.size() != m_store.lanes().size())
        refreshLeaks();
}

void LaneSet::update(const std::vector<std::size_t> &exchanges, const std::vector<std::size_t> &connections)
{
    const auto lanes = m_store.lanes().size();
    const auto shows = [this](const net::IpAddress &client) { return m_client.isNull() || m_client == client; };
    m_exchanges.update(m_store.exchanges().size(), lanes, exchanges, [&](std::size_t row) {
        const auto &exchange = m_store.exchanges()[row];
        PlacedMarks::Place place{exchange.time, saturated(exchange.request.size), {}};
        if (shows(exchange.client))
            place.lane = m_store.laneOf(row);
        return place;
    });
    m_unread.update(m_store.connections().size(), lanes, connections, [&](std::size_t row) {
        const auto &connection = m_store.connections()[row];
        PlacedMarks::Place place{connection.time, saturated(connection.bytesSent), {}};
        if (shows(connection.originator.ip))
            place.lane = m_store.laneOfConnection(row);
        return place;
    });
    refreshShown();
}

void LaneSet::setStation(const QString &address)
{
    if (address == m_station)
        return;
    m_station = address;
    m_client = net::IpAddress::parse(address.toStdString()).value_or(net::IpAddress());
    rebuild();
}

void LaneSet::refreshLeaks()
{
    std::map<std::size_t, std::uint32_t> counts; // by exchange row
    for (const auto &leak : m_store.leaks()) {
        const auto row = m_store.rowOf(leak.exchange);
        if (row && m_exchanges.place(*row))
            ++counts[*row];
    }
    std::vector<std::vector<Mark>> marks(m_store.lanes().size());
    for (const auto &[row, count] : counts) {
        const auto *place = m_exchanges.place(row);
        marks[*place->lane].push_back({place->time, static_cast<std::uint32_t>(row), count});
    }
    m_leaks.assign(marks.size(), {});
    for (std::size_t lane = 0; lane < marks.size(); ++lane)
        m_leaks[lane].add(std::move(marks[lane]));
}

void LaneSet::refreshShown()
{
    m_shown.clear();
    for (std::size_t lane = 0; lane < m_store.lanes().size(); ++lane)
        if (!m_exchanges.lane(lane).empty() || !m_unread.lane(lane).empty())
            m_shown.push_back(lane);
    std::sort(m_shown.begin(), m_shown.end(),
        [this](std::size_t a, std::size_t b) { return m_store.lanes()[a].place < m_store.lanes()[b].place; });
    // What nobody is known to have sent stands last, as in the list of apps.
    std::stable_partition(
        m_shown.begin(), m_shown.end(), [this](std::size_t lane) { return !m_store.lanes()[lane].key.isEmpty(); });
}

LaneMarks LaneSet::marks(int shownLane) const
{
    const auto lane = m_shown[static_cast<std::size_t>(shownLane)];
    return {m_exchanges.lane(lane), m_leaks[lane], m_unread.lane(lane)};
}

const bridge::Lane &LaneSet::lane(int shownLane) const
{
    return m_store.lanes()[m_shown[static_cast<std::size_t>(shownLane)]];
}

std::optional<int> LaneSet::shownIndex(std::size_t lane) const
{
    const auto found = std::find(m_shown.begin(), m_shown.end(), lane);
    return found != m_shown.end() ? std::optional(static_cast<int>(found - m_shown.begin())) : std::nullopt;
}

std::optional<Hit> LaneSet::nearest(int shownLane, base::Timestamp time, std::int64_t tolerance) const
{
    const auto lane = marks(shownLane);
    std::optional<Hit> best;
    std::int64_t bestDistance = tolerance;
    // In this order, so that of marks at the same place the leak wins, then the request.
    const auto consider = [&](const LaneIndex &index, Hit::Kind kind, std::int64_t handicap) {
        const auto position = index.nearest(time);
        if (!position)
            return;
        const Mark &mark = index.at(*position);
        const auto distance = std::abs(mark.time.nanoseconds - time.nanoseconds);
        if (distance <= tolerance && (!best || distance + handicap < bestDistance)) {
            best = Hit{kind, mark.row, shownLane, mark.time};
            bestDistance = distance;
        }
    };
    consider(lane.leaks, Hit::Kind::exchange, 0);
    // A quarter of the tolerance is about the width of a bar.
    consider(lane.exchanges, Hit::Kind::exchange, tolerance / 4);
    consider(lane.unread, Hit::Kind::unread, 0);
    return best;
}

std::optional<Hit> LaneSet::neighbour(base::Timestamp time, std::size_t row, int direction, int onlyLane) const
{
    using Key = std::tuple<std::int64_t, std::size_t>;
    const Key here{time.nanoseconds, row};
    std::optional<Hit> best;
    for (int lane = 0; lane < static_cast<int>(m_shown.size()); ++lane) {
        if (onlyLane >= 0 && lane != onlyLane)
            continue;
        const auto &index = marks(lane).exchanges;
        const auto keyAt = [&index](std::size_t i) { return Key{index.at(i).time.nanoseconds, index.at(i).row}; };
        auto position = index.lowerBound(time);
        while (position < index.size() && (direction > 0 ? keyAt(position) <= here : keyAt(position) < here))
            ++position; // only over marks of the very same instant
        if (direction < 0 && position-- == 0)
            continue;
        if (position >= index.size())
            continue;
        const auto key = keyAt(position);
        const bool nearer = !best
            || (direction > 0 ? key < Key{best->time.nanoseconds, best->row}
                              : key > Key{best->time.nanoseconds, best->row});
        if (nearer)
            best = Hit{Hit::Kind::exchange, index.at(position).row, lane, index.at(position).time};
    }
    return best;
}

std::optional<Hit> LaneSet::find(const session::ExchangeId &id) const
{
    const auto hit = [this](const PlacedMarks::Place *place, Hit::Kind kind, std::size_t row) -> std::optional<Hit> {
        const auto lane = place ? shownIndex(*place->lane) : std::nullopt;
        return lane ? std::optional(Hit{kind, row, *lane, place->time}) : std::nullopt;
    };
    if (const auto row = m_store.rowOf(id))
        return hit(m_exchanges.place(*row), Hit::Kind::exchange, *row);
    if (const auto row = m_store.rowOf(id.connection))
        return hit(m_unread.place(*row), Hit::Kind::unread, *row);
    return std::nullopt;
}

session::ExchangeId LaneSet::idOf(const Hit &hit) const
{
    return hit.kind == Hit::Kind::exchange ? m_store.exchanges()[hit.row].id : unreadId(m_store.connections()[hit.row]);
}

} // namespace telltale::timeline
