// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/phone_clock.h"

#include "attribution/adb/text_parts.h"

#include <algorithm>

namespace telltale::attribution::adb {

namespace {
/// A phone that was restarted has another uptime: nothing is delayed by so much.
constexpr std::int64_t longestDelay = 10 * base::nanosecondsPerSecond;
constexpr std::int64_t longestUptime = 1'000'000'000; // seconds
} // namespace

std::optional<std::int64_t> readUptime(std::string_view text)
{
    const std::size_t dot = text.find('.');
    const auto seconds = numberOf<std::int64_t>(text.substr(0, dot));
    if (!seconds || *seconds < 0 || *seconds > longestUptime)
        return std::nullopt;
    std::int64_t nanoseconds = 0;
    if (dot != std::string_view::npos) {
        const std::string_view fraction = text.substr(dot + 1, 9);
        const auto digits = numberOf<std::int64_t>(fraction);
        if (!digits || *digits < 0)
            return std::nullopt;
        nanoseconds = *digits;
        for (std::size_t i = fraction.size(); i < 9; ++i)
            nanoseconds *= 10;
    }
    return *seconds * base::nanosecondsPerSecond + nanoseconds;
}

base::Timestamp PhoneClock::timeOf(std::string_view uptime, base::Timestamp received)
{
    const auto told = readUptime(uptime);
    if (!told) {
        ++m_sinceBetter; // there is nothing better to be had
        return received;
    }
    const std::int64_t difference = received.nanoseconds - *told;
    if (!m_differences.empty()
        && difference > *std::min_element(m_differences.begin(), m_differences.end()) + longestDelay)
        m_differences.clear();
    const bool better = m_differences.empty()
        || difference < *std::min_element(m_differences.begin(), m_differences.end()) - noticeable;
    m_sinceBetter = better ? 0 : m_sinceBetter + 1;
    m_differences.push_back(difference);
    if (m_differences.size() > remembered)
        m_differences.pop_front();
    return {*told + *std::min_element(m_differences.begin(), m_differences.end())};
}

} // namespace telltale::attribution::adb
