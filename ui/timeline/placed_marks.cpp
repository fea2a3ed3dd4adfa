// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/placed_marks.h"

#include <map>

namespace telltale::timeline {

namespace {

Mark markOf(const PlacedMarks::Place &place, std::size_t row)
{
    return {place.time, static_cast<std::uint32_t>(row), place.weight};
}

} // namespace

void PlacedMarks::clear()
{
    m_lanes.clear();
    m_places.clear();
}

void PlacedMarks::update(
    std::size_t rows, std::size_t lanes, const std::vector<std::size_t> &changed, const PlaceOf &placeOf)
{
    m_lanes.resize(lanes);
    replace(changed, placeOf);
    std::vector<std::vector<Mark>> added(lanes);
    for (std::size_t row = m_places.size(); row < rows; ++row) {
        m_places.push_back(placeOf(row));
        if (const auto &place = m_places.back(); place.lane)
            added[*place.lane].push_back(markOf(place, row));
    }
    for (std::size_t lane = 0; lane < lanes; ++lane)
        m_lanes[lane].add(std::move(added[lane]));
}

void PlacedMarks::replace(const std::vector<std::size_t> &rows, const PlaceOf &placeOf)
{
    // Collected by lane first: moving the marks of a connection one by one would be quadratic.
    std::map<std::size_t, std::vector<std::uint32_t>> gone;
    std::map<std::size_t, std::vector<Mark>> come;
    for (const auto row : rows) {
        if (row >= m_places.size())
            continue;
        Place &before = m_places[row];
        const Place now = placeOf(row);
        const Mark mark = markOf(now, row);
        if (now.lane == before.lane && now.time == before.time) {
            if (now.lane && now.weight != before.weight)
                m_lanes[*now.lane].setWeight(mark.time, mark.row, mark.weight);
        } else {
            if (before.lane)
                gone[*before.lane].push_back(mark.row);
            if (now.lane)
                come[*now.lane].push_back(mark);
        }
        before = now;
    }
    for (const auto &[lane, marks] : gone)
        m_lanes[lane].remove(marks);
    for (auto &[lane, marks] : come)
        m_lanes[lane].add(std::move(marks));
}

const PlacedMarks::Place *PlacedMarks::place(std::size_t row) const
{
    return row < m_places.size() && m_places[row].lane ? &m_places[row] : nullptr;
}

} // namespace telltale::timeline
