// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/time_resolution.h"

#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

TEST(TimeResolution, CountsInEveryUnit)
{
    struct Row {
        int tsresol;
        std::int64_t offset;
        std::uint64_t count;
        std::int64_t nanoseconds;
    };
    const Row table[] = {
        {6, 0, 1'500'000, 1'500'000'000},
        {9, 0, 1'700'000'000'123'456'789, 1'700'000'000'123'456'789},
        {0, 0, 3, 3'000'000'000},
        {3, 0, 1'234, 1'234'000'000},
        {12, 0, 1'000'000'005'999, 1'000'000'005},
        {19, 0, 15'000'000'000'000'000'000U, 1'500'000'000},
        {20, 0, 5, 0},
        {127, 7, 5, 7'000'000'000},
        {0x80, 0, 3, 3'000'000'000},
        {0x81, 0, 3, 1'500'000'000},
        {0x80 + 20, 0, (5U << 20) + (1U << 19), 5'500'000'000},
        {0x80 + 32, 0, (std::uint64_t{7} << 32) + (1U << 30), 7'250'000'000},
        {0x80 + 40, 0, (std::uint64_t{7} << 40) + (std::uint64_t{1} << 39), 7'500'000'000},
        {0x80 + 63, 0, std::uint64_t{1} << 63, 1'000'000'000},
        {0x80 + 64, 0, 1, 0},
        {6, 1000, 1, 1'000'000'001'000},
        {6, -1, 0, -1'000'000'000},
        {0, 0, ~std::uint64_t{0}, 9'223'372'035'000'000'000},
        {6, INT64_MAX, 0, 9'223'372'035'000'000'000},
        {6, INT64_MIN, 0, -9'223'372'035'000'000'000},
    };
    for (const Row &row : table)
        EXPECT_EQ(TimeResolution(static_cast<std::uint8_t>(row.tsresol), row.offset).at(row.count).nanoseconds,
            row.nanoseconds)
            << row.tsresol << " " << row.offset << " " << row.count;
}

TEST(TimeResolution, IsMicrosecondsWhereNothingIsSaid)
{
    EXPECT_EQ(TimeResolution().at(1).nanoseconds, 1000);
}

} // namespace
} // namespace telltale::capture
