// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/time.h"

#include <gtest/gtest.h>
#include <limits>

namespace telltale::base {

namespace {

TEST(Time, formats)
{
    EXPECT_EQ(formatRfc3339({0}), "1970-01-01T00:00:00.000000000Z");
    EXPECT_EQ(formatRfc3339({1'795'328'640'123'456'789}), "2026-11-22T06:24:00.123456789Z");
    EXPECT_EQ(formatRfc3339({-1}), "1969-12-31T23:59:59.999999999Z");
    EXPECT_EQ(formatRfc3339({std::numeric_limits<std::int64_t>::max()}), "2262-04-11T23:47:16.854775807Z");
    EXPECT_EQ(formatRfc3339({std::numeric_limits<std::int64_t>::min()}), "1677-09-21T00:12:43.145224192Z");
}

TEST(Time, reads)
{
    struct Case {
        const char *text;
        std::int64_t nanoseconds;
    };
    const std::vector<Case> cases{
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01t00:00:01z", 1'000'000'000},
        {"1970-01-01 00:00:01Z", 1'000'000'000},
        {"2026-11-22T06:24:00.123456789Z", 1'795'328'640'123'456'789},
        {"2026-11-22T08:24:00.5+02:00", 1'795'328'640'500'000'000},
        {"2026-11-21T22:54:00-07:30", 1'795'328'640'000'000'000},
        {"2024-02-29T00:00:00Z", 1'709'164'800'000'000'000},
        {"1969-12-31T23:59:59.999999999Z", -1},
        {"2016-12-31T23:59:60Z", 1'483'228'800'000'000'000},
    };
    for (const Case &c : cases) {
        const auto time = parseRfc3339(c.text);
        ASSERT_TRUE(time) << c.text;
        EXPECT_EQ(time->nanoseconds, c.nanoseconds) << c.text;
    }
}

TEST(Time, refusesWhatIsNotRfc3339)
{
    for (const char *text :
        {"", "now", "2026-11-22", "2026-11-22T06:24:00", "2026-11-22T06:24Z", "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T06:60:00Z",
            "2026-11-22T06:24:61Z", "2026/11/22T06:24:00Z", "2026-11-22T06:24:00+0200", "2026-11-22T06:24:00+24:00",
            "2026-11-22T06:24:00Zx", "2026-11-2aT06:24:00Z", "9999-01-01T00:00:00Z", " 2026-11-22T06:24:00Z"})
        EXPECT_FALSE(parseRfc3339(text)) << text;
}

TEST(Time, whatIsWrittenIsReadAgain)
{
    for (std::int64_t t = -8'000'000'000'000'000'000; t < 8'000'000'000'000'000'000; t += 123'456'789'012'345'678) {
        const auto read = parseRfc3339(formatRfc3339({t}));
        ASSERT_TRUE(read) << t;
        EXPECT_EQ(read->nanoseconds, t);
    }
}

TEST(Time, spansAreHalfOpen)
{
    const TimeSpan span{{10}, {20}};
    EXPECT_FALSE(span.contains({9}));
    EXPECT_TRUE(span.contains({10}));
    EXPECT_TRUE(span.contains({19}));
    EXPECT_FALSE(span.contains({20}));
}

} // namespace

} // namespace telltale::base
