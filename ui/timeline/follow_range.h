// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <cstdint>
#include <optional>

namespace telltale::timeline {

/// Decides which time the timeline shows by itself: everything, a window that slides with live
/// traffic, or (once the user has moved) nothing.
class FollowRange {
public:
    enum class Mode : std::uint8_t { fit, slide, free };

    static constexpr std::int64_t defaultWindow = 90 * base::nanosecondsPerSecond;
    static constexpr std::int64_t shortestStart = 20 * base::nanosecondsPerSecond;

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] bool following() const { return m_mode != Mode::free; }
    [[nodiscard]] std::int64_t window() const { return m_window; }

    void setMode(Mode mode) { m_mode = mode; }
    /// The length of the sliding window, after the user zoomed while following.
    void setWindow(std::int64_t nanoseconds);

    /// The span to show for a session of this extent; nothing when the user decides.
    /// @param now  the newest packet of live traffic; nothing when nothing more comes live
    [[nodiscard]] std::optional<base::TimeSpan> wanted(base::TimeSpan extent, std::optional<base::Timestamp> now) const;

private:
    Mode m_mode = Mode::slide;
    std::int64_t m_window = defaultWindow;
};

/// The extent with a margin on both sides, at least a second long.
base::TimeSpan padded(base::TimeSpan extent);

} // namespace telltale::timeline
