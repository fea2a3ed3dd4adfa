// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/event_time.h"

#include <algorithm>
#include <array>

namespace telltale::leak {

namespace {

// In order of preference: what an event says of itself counts more than when it was written down.
constexpr std::array<std::string_view, 17> timeKeys{"time", "event_time", "eventTime", "e_ts", "client_time",
    "client_event_time", "timestamp", "ts", "et", "originalTimestamp", "local_time_ms", "event_timestamp",
    "client_timestamp", "time_ms", "createTime", "datetime", "date"};

constexpr std::int64_t earliest = 1104537600; // 2005-01-01
constexpr std::int64_t latest = 4102444800; // 2100-01-01

/// Nanoseconds for one unit of a number with that many digits before the point; 0 for no time.
std::int64_t unitOf(std::size_t digits)
{
    switch (digits) {
    case 10:
        return base::nanosecondsPerSecond;
    case 13:
        return 1'000'000;
    case 16:
        return 1'000;
    case 19:
        return 1;
    default:
        return 0;
    }
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t rankOf(std::string_view key)
{
    return static_cast<std::size_t>(std::find(timeKeys.begin(), timeKeys.end(), key) - timeKeys.begin());
}

} // namespace

std::optional<base::Timestamp> parseEventTime(std::string_view text)
{
    if (text.size() > 40)
        return std::nullopt;
    if (auto time = base::parseRfc3339(text))
        return time;
    const std::size_t digits =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isDigit) - text.begin());
    std::int64_t unit = unitOf(digits);
    if (unit == 0)
        return std::nullopt;
    // 19 digits from 2005 to 2100 stay within 64 bits, others of 19 digits may not.
    if (digits == 19 && text.substr(0, 10) > "4102444800")
        return std::nullopt;
    std::int64_t nanoseconds = 0;
    for (const char c : text.substr(0, digits))
        nanoseconds = nanoseconds * 10 + (c - '0');
    if (nanoseconds / (base::nanosecondsPerSecond / unit) < earliest
        || nanoseconds / (base::nanosecondsPerSecond / unit) > latest)
        return std::nullopt;
    nanoseconds *= unit;
    std::string_view fraction = text.substr(digits);
    if (!fraction.empty() && fraction.front() != '.')
        return std::nullopt;
    for (std::size_t i = 1; i < fraction.size(); ++i) {
        if (!isDigit(fraction[i]))
            return std::nullopt;
        unit /= 10;
        nanoseconds += (fraction[i] - '0') * unit;
    }
    return base::Timestamp{nanoseconds};
}

std::vector<std::optional<base::Timestamp>> eventTimes(const decode::DecodeTree &tree)
{
    const std::size_t count = tree.nodes().size();
    std::vector<std::optional<base::Timestamp>> times(count);
    std::vector<std::size_t> ranks(count, timeKeys.size());
    for (std::uint32_t i = 1; i < count; ++i) {
        const decode::Node &node = tree.node(i);
        const std::size_t rank = node.key.empty() || !node.leaf ? timeKeys.size() : rankOf(node.key);
        if (rank >= ranks[node.parent])
            continue;
        if (const auto time = parseEventTime(base::asText(tree.content(i)))) {
            times[node.parent] = time;
            ranks[node.parent] = rank;
        }
    }
    for (std::uint32_t i = 1; i < count; ++i) {
        if (!times[i])
            times[i] = times[tree.node(i).parent];
    }
    return times;
}

} // namespace telltale::leak
