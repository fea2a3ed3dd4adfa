// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/follow_range.h"

#include "timeline/timeline_geometry.h"

#include <algorithm>

namespace telltale::timeline {

namespace {

// "now" stands a little inside the right edge, so that its line and label are seen.
constexpr std::int64_t aheadOfNow = 20; // a twentieth of the window

} // namespace

void FollowRange::setWindow(std::int64_t nanoseconds)
{
    m_window = std::clamp(nanoseconds, TimelineGeometry::minimumSpan, TimelineGeometry::maximumSpan);
}

std::optional<base::TimeSpan> FollowRange::wanted(base::TimeSpan extent, std::optional<base::Timestamp> now) const
{
    if (m_mode == Mode::free)
        return std::nullopt;
    if (m_mode == Mode::fit || !now)
        return padded({extent.from, now ? std::max(extent.to, *now) : extent.to});
    const auto age = now->nanoseconds - extent.from.nanoseconds;
    // A young session grows in place; sliding an almost empty window would push its few marks about.
    const auto length =
        m_window == defaultWindow ? std::clamp(age + age / 8, std::min(shortestStart, m_window), m_window) : m_window;
    const auto to = now->nanoseconds + length / aheadOfNow;
    const auto from = std::max(to - length, extent.from.nanoseconds - length / aheadOfNow);
    return base::TimeSpan{{from}, {from + length}};
}

base::TimeSpan padded(base::TimeSpan extent)
{
    constexpr std::int64_t shares = 32;
    const auto length = std::max(extent.to.nanoseconds - extent.from.nanoseconds, base::nanosecondsPerSecond);
    const auto pad = length / shares;
    return {{extent.from.nanoseconds - pad}, {extent.from.nanoseconds + length + pad}};
}

} // namespace telltale::timeline
