// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/time.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace telltale::base {

namespace {

/// Reads exactly @p digits decimal digits at @p at.
std::optional<int> number(std::string_view text, std::size_t at, std::size_t digits)
{
    if (at + digits > text.size())
        return std::nullopt;
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// "Z" or "+hh:mm" as seconds east of UTC.
std::optional<int> offsetSeconds(std::string_view text)
{
    if (text == "Z" || text == "z")
        return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return std::nullopt;
    const auto hours = number(text, 1, 2);
    const auto minutes = number(text, 4, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    const int seconds = *hours * 3600 + *minutes * 60;
    return text[0] == '-' ? -seconds : seconds;
}

} // namespace

std::string formatRfc3339(Timestamp time)
{
    using namespace std::chrono;
    // Rounded down by hand: seconds of the earliest times, turned back, no longer fit 64 bits.
    std::int64_t fraction = time.nanoseconds % nanosecondsPerSecond;
    std::int64_t count = time.nanoseconds / nanosecondsPerSecond;
    if (fraction < 0) {
        fraction += nanosecondsPerSecond;
        --count;
    }
    const seconds whole(count);
    const sys_seconds point{whole};
    const auto day = floor<days>(point);
    const year_month_day date{day};
    const hh_mm_ss clock{point - day};
    std::array<char, 64> text{};
    const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%09lldZ",
                                     static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                     static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                                     static_cast<int>(clock.minutes().count()),
                                     static_cast<int>(clock.seconds().count()), static_cast<long long>(fraction));
    return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<Timestamp> parseRfc3339(std::string_view text)
{
    using namespace std::chrono;
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')
        || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const auto y = number(text, 0, 4), mo = number(text, 5, 2), d = number(text, 8, 2);
    const auto h = number(text, 11, 2), mi = number(text, 14, 2), s = number(text, 17, 2);
    if (!y || !mo || !d || !h || !mi || !s || *h > 23 || *mi > 59 || *s > 60)
        return std::nullopt;
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*mo)}, day{static_cast<unsigned>(*d)}};
    // Outside these years nanoseconds no longer fit 64 bits.
    if (!date.ok() || *y < 1700 || *y > 2250)
        return std::nullopt;
    std::size_t at = 19;
    std::int64_t fraction = 0;
    if (text[at] == '.') {
        std::int64_t unit = nanosecondsPerSecond / 10;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
            fraction += unit * (text[at] - '0');
            unit /= 10;
        }
    }
    const auto offset = offsetSeconds(text.substr(at));
    if (!offset)
        return std::nullopt;
    const std::int64_t whole = sys_days{date}.time_since_epoch() / seconds(1) + *h * 3600 + *mi * 60 + *s - *offset;
    return Timestamp{whole * nanosecondsPerSecond + fraction};
}

} // namespace telltale::base
