// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/lane_index.h"

#include <algorithm>
#include <cmath>

namespace telltale::timeline {

namespace {

bool earlier(const Mark &a, const Mark &b)
{
    return a.time != b.time ? a.time < b.time : a.row < b.row;
}

} // namespace

void LaneIndex::add(std::vector<Mark> marks)
{
    if (marks.empty())
        return;
    std::sort(marks.begin(), marks.end(), earlier);
    const auto place = std::upper_bound(m_marks.begin(), m_marks.end(), marks.front(), earlier);
    const auto from = static_cast<std::size_t>(place - m_marks.begin());
    const auto middle = m_marks.size();
    m_marks.insert(m_marks.end(), marks.begin(), marks.end());
    const auto at = [this](std::size_t position) { return m_marks.begin() + static_cast<std::ptrdiff_t>(position); };
    std::inplace_merge(at(from), at(middle), m_marks.end(), earlier);
    refreshMaxima(from);
}

void LaneIndex::remove(const std::vector<std::uint32_t> &rows)
{
    std::erase_if(
        m_marks, [&rows](const Mark &mark) { return std::binary_search(rows.begin(), rows.end(), mark.row); });
    refreshMaxima(0);
}

bool LaneIndex::setWeight(base::Timestamp time, std::uint32_t row, std::uint32_t weight)
{
    const auto found = std::lower_bound(m_marks.begin(), m_marks.end(), Mark{time, row, 0}, earlier);
    if (found == m_marks.end() || found->row != row || found->time != time)
        return false;
    found->weight = weight;
    auto position = static_cast<std::size_t>(found - m_marks.begin());
    for (std::size_t level = 0; level < m_maxima.size(); ++level) {
        position /= fan;
        const auto from = position * fan;
        std::uint32_t most = 0;
        if (level == 0) {
            for (std::size_t i = from; i < std::min(from + fan, m_marks.size()); ++i)
                most = std::max(most, m_marks[i].weight);
        } else {
            const auto &below = m_maxima[level - 1];
            for (std::size_t i = from; i < std::min(from + fan, below.size()); ++i)
                most = std::max(most, below[i]);
        }
        m_maxima[level][position] = most;
    }
    return true;
}

void LaneIndex::clear()
{
    m_marks.clear();
    m_maxima.clear();
}

void LaneIndex::refreshMaxima(std::size_t from)
{
    std::size_t below = m_marks.size();
    for (std::size_t level = 0;; ++level) {
        if (below <= fan) {
            m_maxima.resize(level);
            return;
        }
        if (m_maxima.size() <= level)
            m_maxima.emplace_back();
        auto &maxima = m_maxima[level];
        const std::size_t blocks = (below + fan - 1) / fan;
        // A level that is new has nothing to keep, wherever the change began.
        const std::size_t first = std::min(from / fan, maxima.size());
        maxima.resize(blocks);
        for (std::size_t block = first; block < blocks; ++block) {
            std::uint32_t most = 0;
            for (std::size_t i = block * fan; i < std::min((block + 1) * fan, below); ++i)
                most = std::max(most, level == 0 ? m_marks[i].weight : m_maxima[level - 1][i]);
            maxima[block] = most;
        }
        below = blocks;
        from = first;
    }
}

std::size_t LaneIndex::lowerBound(base::Timestamp time) const
{
    const auto found = std::lower_bound(
        m_marks.begin(), m_marks.end(), time, [](const Mark &mark, base::Timestamp t) { return mark.time < t; });
    return static_cast<std::size_t>(found - m_marks.begin());
}

std::uint32_t LaneIndex::heaviest(std::size_t from, std::size_t to) const
{
    std::uint32_t most = 0;
    std::size_t level = 0; // 0 is the marks themselves, n is m_maxima[n - 1]
    const auto value = [this](std::size_t l, std::size_t i) { return l == 0 ? m_marks[i].weight : m_maxima[l - 1][i]; };
    while (from < to) {
        while (from < to && (from % fan != 0 || level == m_maxima.size()))
            most = std::max(most, value(level, from++));
        while (from < to && to % fan != 0)
            most = std::max(most, value(level, --to));
        from /= fan;
        to /= fan;
        ++level;
    }
    return most;
}

std::optional<std::size_t> LaneIndex::nearest(base::Timestamp time) const
{
    if (m_marks.empty())
        return std::nullopt;
    const auto after = lowerBound(time);
    if (after == m_marks.size())
        return after - 1;
    if (after == 0)
        return after;
    const auto behind = time.nanoseconds - m_marks[after - 1].time.nanoseconds;
    const auto ahead = m_marks[after].time.nanoseconds - time.nanoseconds;
    return behind < ahead ? after - 1 : after;
}

std::vector<FoldedColumn> LaneIndex::fold(base::TimeSpan span, int columns) const
{
    std::vector<FoldedColumn> folded;
    if (columns <= 0 || span.to <= span.from)
        return folded;
    const double length = static_cast<double>(span.to.nanoseconds - span.from.nanoseconds);
    const double perColumn = length / columns;
    const auto end = lowerBound(span.to);
    auto position = lowerBound(span.from);
    while (position < end) {
        const auto since = static_cast<double>(m_marks[position].time.nanoseconds - span.from.nanoseconds);
        const int column = std::min(columns - 1, static_cast<int>(since / perColumn));
        const auto edge = span.from.nanoseconds + static_cast<std::int64_t>(std::ceil((column + 1) * perColumn));
        // Looks close by first: in a sparse lane the next column begins at the next mark.
        std::size_t step = 1;
        while (position + step < end && m_marks[position + step].time.nanoseconds < edge)
            step *= 2;
        auto low = position + step / 2, high = std::min(position + step, end);
        while (low < high) {
            const auto middle = low + (high - low) / 2;
            if (m_marks[middle].time.nanoseconds < edge)
                low = middle + 1;
            else
                high = middle;
        }
        const auto next = std::max(low, position + 1);
        folded.push_back({column, heaviest(position, next), next - position});
        position = next;
    }
    return folded;
}

} // namespace telltale::timeline
