// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace telltale::timeline {

/// One thing that happened at a time in a lane.
struct Mark {
    base::Timestamp time;
    std::uint32_t row = 0; ///< names it for the owner of the index
    std::uint32_t weight = 0; ///< bytes, saturated
};

/// What falls into one column of pixels.
struct FoldedColumn {
    int column = 0; ///< from the left edge of the fold
    std::uint32_t weight = 0; ///< the heaviest of them
    std::size_t count = 0;
};

/// The marks of a lane in the order of time, with maxima over blocks of blocks, so that folding costs
/// columns times log(marks), not marks. About 17 octets a mark.
class LaneIndex {
public:
    /// Adds marks in any order. Cheapest when they are later than those here.
    void add(std::vector<Mark> marks);
    /// Takes out the marks of these rows (sorted ascending).
    void remove(const std::vector<std::uint32_t> &rows);
    /// Gives the mark of @p row at @p time another weight; false if there is none.
    bool setWeight(base::Timestamp time, std::uint32_t row, std::uint32_t weight);
    void clear();

    [[nodiscard]] std::size_t size() const { return m_marks.size(); }
    [[nodiscard]] bool empty() const { return m_marks.empty(); }
    [[nodiscard]] const Mark &at(std::size_t position) const { return m_marks[position]; }
    /// Position of the first mark not before @p time; size() if there is none.
    [[nodiscard]] std::size_t lowerBound(base::Timestamp time) const;
    /// Heaviest of the positions [from, to); 0 for an empty range.
    [[nodiscard]] std::uint32_t heaviest(std::size_t from, std::size_t to) const;
    /// Position of the mark nearest to @p time, if there is any.
    [[nodiscard]] std::optional<std::size_t> nearest(base::Timestamp time) const;

    /// Columns that hold something when @p span is laid over @p columns columns, ascending.
    [[nodiscard]] std::vector<FoldedColumn> fold(base::TimeSpan span, int columns) const;

private:
    void refreshMaxima(std::size_t from);

    static constexpr std::size_t fan = 16;
    std::vector<Mark> m_marks;
    std::vector<std::vector<std::uint32_t>> m_maxima; ///< [0]: over fan marks each, [1]: over fan of those, …
};

} // namespace telltale::timeline
