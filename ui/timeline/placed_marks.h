// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/lane_index.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace telltale::timeline {

/// The marks of one kind in all lanes, kept in step with rows that come and change: remembers in
/// which lane and at what time the mark of each row lies.
class PlacedMarks {
public:
    struct Place {
        base::Timestamp time;
        std::uint32_t weight = 0;
        std::optional<std::size_t> lane; ///< nothing for a row that is not shown
    };
    using PlaceOf = std::function<Place(std::size_t row)>;

    void clear();
    /// Takes over new rows up to @p rows and those in @p changed, as @p placeOf says they are now.
    void update(std::size_t rows, std::size_t lanes, const std::vector<std::size_t> &changed, const PlaceOf &placeOf);

    [[nodiscard]] const LaneIndex &lane(std::size_t lane) const { return m_lanes[lane]; }
    /// Where the row's mark is; nothing if it is not shown.
    [[nodiscard]] const Place *place(std::size_t row) const;

private:
    void replace(const std::vector<std::size_t> &rows, const PlaceOf &placeOf);

    std::vector<LaneIndex> m_lanes;
    std::vector<Place> m_places;
};

} // namespace telltale::timeline
