// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <cstdint>
#include <optional>

namespace telltale::timeline {

/// Where times and lanes lie on the timeline. Pixels are device independent and relative to the
/// widget; y grows downwards. A plain value: nothing here knows a widget.
struct TimelineGeometry {
    static constexpr std::int64_t minimumSpan = 1'000'000; ///< ns: one millisecond over the whole width
    static constexpr std::int64_t maximumSpan = 20LL * 365 * 86'400 * base::nanosecondsPerSecond;
    static constexpr double minimumLaneHeight = 46;
    static constexpr double maximumLaneHeight = 64;

    double left = 0; ///< where time begins; lane names stand left of it
    double top = 0; ///< lanes are clipped to [top, bottom)
    double right = 1;
    double bottom = 1;
    int lanes = 0;
    double scroll = 0; ///< how far the lanes are scrolled up
    base::TimeSpan visible{{0}, {base::nanosecondsPerSecond}};

    [[nodiscard]] double width() const { return right > left ? right - left : 1; }
    [[nodiscard]] double height() const { return bottom > top ? bottom - top : 0; }
    [[nodiscard]] std::int64_t span() const { return visible.to.nanoseconds - visible.from.nanoseconds; }

    [[nodiscard]] double xOf(base::Timestamp time) const;
    [[nodiscard]] base::Timestamp timeAt(double x) const;
    /// Nanoseconds that @p pixels stand for.
    [[nodiscard]] std::int64_t duration(double pixels) const;

    /// Lanes share the height within the two bounds above; when they do not fit they scroll.
    [[nodiscard]] double laneHeight() const;
    [[nodiscard]] double laneTop(int lane) const;
    [[nodiscard]] double baseline(int lane) const;
    /// The lane at @p y, if there is one.
    [[nodiscard]] std::optional<int> laneAt(double y) const;
    [[nodiscard]] double maximumScroll() const;
    /// Bounds the scroll after lanes or size changed.
    void clampScroll();

    /// Shows a span of the given length, at least minimumSpan and at most maximumSpan long.
    void show(base::TimeSpan span);
    /// Scales the span by @p factor (below 1 shows less) so that the time at @p x stays there.
    void zoom(double factor, double x);
    /// Moves the content by @p pixels: positive shows earlier times.
    void pan(double pixels);
};

/// Height in pixels of the bar of @p bytes when the tallest may be @p tallest: logarithmic, so that
/// 100 bytes are seen and 300 kB, the top of the scale, does not overflow. From 4 px for 0 bytes.
double barHeight(std::uint64_t bytes, double tallest);

} // namespace telltale::timeline
