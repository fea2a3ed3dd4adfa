// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace telltale::base {

/// A point in time: nanoseconds since 1970-01-01T00:00:00Z. Comes from packets, never from a clock
/// of this computer below core/engine.
struct Timestamp {
    std::int64_t nanoseconds = 0;

    friend auto operator<=>(const Timestamp &, const Timestamp &) = default;
};

constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;

/// Half-open span of time [from, to).
struct TimeSpan {
    Timestamp from;
    Timestamp to;

    [[nodiscard]] bool contains(Timestamp t) const { return from <= t && t < to; }
    friend bool operator==(const TimeSpan &, const TimeSpan &) = default;
};

/// RFC 3339, UTC, always nine fraction digits: "2026-11-22T06:24:00.123456789Z".
std::string formatRfc3339(Timestamp time);

/// Reads RFC 3339 with any offset and up to nine fraction digits; nothing for anything else.
std::optional<Timestamp> parseRfc3339(std::string_view text);

} // namespace telltale::base
