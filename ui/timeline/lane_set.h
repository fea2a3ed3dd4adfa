// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"
#include "timeline/lane_index.h"
#include "timeline/placed_marks.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace telltale::timeline {

/// The marks of one lane. Rows of exchanges and leaks are rows of the store's exchanges, those of
/// unread connections are rows of its connections.
struct LaneMarks {
    const LaneIndex &exchanges;
    const LaneIndex &leaks; ///< exchanges with a leak; weight is how many
    const LaneIndex &unread; ///< connections that could not be decrypted, at their begin
};

/// A mark that was pointed at.
struct Hit {
    enum class Kind : std::uint8_t { exchange, unread };
    Kind kind = Kind::exchange;
    std::size_t row = 0;
    int lane = 0; ///< among the shown lanes
    base::Timestamp time;
    friend bool operator==(const Hit &, const Hit &) = default;
};

/// How the selection names an undecrypted connection, which has no exchange: ordinal 0.
session::ExchangeId unreadId(const session::Connection &connection);

/// Keeps the marks of all lanes in step with the session store, for one station or for all.
class LaneSet {
public:
    explicit LaneSet(const bridge::SessionStore &store);

    /// Reads everything again: after a reset.
    void rebuild();
    void update(const bridge::StoreChange &change);
    /// Address of the only station to show; empty for all.
    void setStation(const QString &address);

    /// Lanes that have something to show, as indices of the store's lanes: in the order they came,
    /// the unknown app last.
    [[nodiscard]] const std::vector<std::size_t> &shown() const { return m_shown; }
    [[nodiscard]] LaneMarks marks(int shownLane) const;
    [[nodiscard]] const bridge::Lane &lane(int shownLane) const;

    /// The mark of that lane nearest to @p time and at most @p tolerance nanoseconds away. A leak
    /// wins over what lies just as near.
    [[nodiscard]] std::optional<Hit> nearest(int shownLane, base::Timestamp time, std::int64_t tolerance) const;
    /// The exchange before (-1) or after (+1) this place in time, in that lane or (-1) in any lane.
    [[nodiscard]] std::optional<Hit> neighbour(
        base::Timestamp time, std::size_t row, int direction, int onlyLane) const;
    /// Where the mark of a selected exchange or unread connection stands.
    [[nodiscard]] std::optional<Hit> find(const session::ExchangeId &id) const;
    /// What to select for a hit.
    [[nodiscard]] session::ExchangeId idOf(const Hit &hit) const;

private:
    void update(const std::vector<std::size_t> &exchanges, const std::vector<std::size_t> &connections);
    void refreshLeaks();
    void refreshShown();
    [[nodiscard]] std::optional<int> shownIndex(std::size_t lane) const;

    const bridge::SessionStore &m_store;
    QString m_station;
    net::IpAddress m_client; // of m_station; null for all
    PlacedMarks m_exchanges;
    PlacedMarks m_unread;
    std::vector<LaneIndex> m_leaks;
    std::vector<std::size_t> m_shown;
};

} // namespace telltale::timeline
