// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timeline_geometry.h"

#include <algorithm>
#include <cmath>

namespace telltale::timeline {

double TimelineGeometry::xOf(base::Timestamp time) const
{
    // The difference first: a double holds it exactly enough where it would not hold the time itself.
    const auto since = static_cast<double>(time.nanoseconds - visible.from.nanoseconds);
    return left + since * width() / static_cast<double>(span());
}

base::Timestamp TimelineGeometry::timeAt(double x) const
{
    return {visible.from.nanoseconds + duration(x - left)};
}

std::int64_t TimelineGeometry::duration(double pixels) const
{
    return std::llround(pixels * static_cast<double>(span()) / width());
}

double TimelineGeometry::laneHeight() const
{
    return lanes > 0 ? std::clamp(height() / lanes, minimumLaneHeight, maximumLaneHeight) : maximumLaneHeight;
}

double TimelineGeometry::laneTop(int lane) const
{
    return top + lane * laneHeight() - scroll;
}

double TimelineGeometry::baseline(int lane) const
{
    constexpr double below = 6;
    return std::round(laneTop(lane) + laneHeight() - below);
}

std::optional<int> TimelineGeometry::laneAt(double y) const
{
    if (y < top || y >= bottom)
        return std::nullopt;
    const int lane = static_cast<int>(std::floor((y - top + scroll) / laneHeight()));
    return lane >= 0 && lane < lanes ? std::optional(lane) : std::nullopt;
}

double TimelineGeometry::maximumScroll() const
{
    return std::max(0.0, std::ceil(lanes * laneHeight() - height()));
}

void TimelineGeometry::clampScroll()
{
    scroll = std::clamp(scroll, 0.0, maximumScroll());
}

void TimelineGeometry::show(base::TimeSpan wanted)
{
    const auto length = std::clamp(wanted.to.nanoseconds - wanted.from.nanoseconds, minimumSpan, maximumSpan);
    const auto middle = wanted.from.nanoseconds + (wanted.to.nanoseconds - wanted.from.nanoseconds) / 2;
    visible.from.nanoseconds = middle - length / 2;
    visible.to.nanoseconds = visible.from.nanoseconds + length;
}

void TimelineGeometry::zoom(double factor, double x)
{
    const auto wanted = static_cast<double>(span()) * factor;
    const auto length = static_cast<std::int64_t>(
        std::clamp(wanted, static_cast<double>(minimumSpan), static_cast<double>(maximumSpan)));
    const auto anchor = timeAt(x);
    const double share = std::clamp((x - left) / width(), 0.0, 1.0);
    visible.from.nanoseconds = anchor.nanoseconds - std::llround(share * static_cast<double>(length));
    visible.to.nanoseconds = visible.from.nanoseconds + length;
}

void TimelineGeometry::pan(double pixels)
{
    const auto moved = duration(pixels);
    visible.from.nanoseconds -= moved;
    visible.to.nanoseconds -= moved;
}

double barHeight(std::uint64_t bytes, double tallest)
{
    constexpr double shortest = 4;
    constexpr double unit = 100; // bytes; below it the scale is nearly linear
    constexpr double full = 300'000;
    const double share = std::log1p(static_cast<double>(bytes) / unit) / std::log1p(full / unit);
    return shortest + (std::max(tallest, shortest) - shortest) * std::min(share, 1.0);
}

} // namespace telltale::timeline
