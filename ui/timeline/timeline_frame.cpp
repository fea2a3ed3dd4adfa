// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timeline_frame.h"

#include <algorithm>
#include <cmath>

namespace telltale::timeline {

namespace {

FrameLane foldLane(const bridge::SessionStore &store, const LaneSet &lanes, int index, const TimelineGeometry &geometry,
    const std::optional<QString> &focusedLane)
{
    const auto &lane = lanes.lane(index);
    const auto marks = lanes.marks(index);
    const int columns = std::max(1, static_cast<int>(std::lround(geometry.width())));
    FrameLane folded;
    folded.name = lane.name;
    folded.colour = lane.colour;
    folded.mark = delegates::markOf(store, lane.key);
    folded.focused = focusedLane && *focusedLane == lane.key;
    folded.dimmed = focusedLane && !folded.focused;
    folded.baseline = geometry.baseline(index);
    folded.tallest = tallestBar(geometry.laneHeight());
    folded.bars = marks.exchanges.fold(geometry.visible, columns);
    folded.leaks = marks.leaks.fold(geometry.visible, columns);
    folded.unread = marks.unread.fold(geometry.visible, columns);
    return folded;
}

std::vector<FrameSpan> spansInView(const bridge::SessionStore &store, const TimelineGeometry &geometry)
{
    std::vector<FrameSpan> spans;
    const auto extent = store.extent();
    for (const auto &span : store.privateSpans()) {
        const auto reached = store.now() ? *store.now() : extent ? extent->to : span.from;
        const auto to = span.to ? *span.to : std::max(span.from, reached);
        if (to < geometry.visible.from || span.from > geometry.visible.to)
            continue;
        FrameSpan shown;
        shown.begins = span.from >= geometry.visible.from;
        shown.ends = span.to && to <= geometry.visible.to;
        shown.left = std::max(geometry.left, std::round(geometry.xOf(span.from)));
        shown.right = std::min(geometry.right, std::round(geometry.xOf(to)));
        spans.push_back(shown);
    }
    return spans;
}

} // namespace

double tallestBar(double laneHeight)
{
    constexpr double clear = 22; // room for the ring of a leak, and between lanes
    return std::max(8.0, laneHeight - clear);
}

double leakStem(double laneHeight)
{
    return tallestBar(laneHeight) + 2;
}

TimelineFrame buildFrame(const bridge::SessionStore &store, const LaneSet &lanes, const TimelineGeometry &geometry,
    const std::optional<QString> &focusedLane, bool live)
{
    TimelineFrame frame;
    frame.geometry = geometry;
    for (int index = 0; index < geometry.lanes; ++index) {
        const double top = geometry.laneTop(index);
        if (top + geometry.laneHeight() > geometry.top && top < geometry.bottom)
            frame.lanes.push_back(foldLane(store, lanes, index, geometry, focusedLane));
    }
    frame.spans = spansInView(store, geometry);
    if (const auto ended = store.decryptingEnded();
        ended && *ended >= geometry.visible.from && *ended <= geometry.visible.to)
        frame.decryptingEnded = geometry.xOf(*ended);
    if (live && store.now())
        frame.now = geometry.xOf(*store.now());
    return frame;
}

bool isLive(const bridge::SessionStore &store)
{
    return store.now() && store.size() == 0 && !store.summary();
}

} // namespace telltale::timeline
