// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/side_by_side.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <vector>

using namespace telltale;

TEST(SideBySide, eachPieceIsDoneOnceBeforeItReturns)
{
    for (const std::size_t count : {0U, 1U, 2U, 7U, 1000U}) {
        std::vector<std::atomic<int>> done(count);
        engine::sideBySide(count, [&](std::size_t i) { ++done[i]; });
        EXPECT_TRUE(std::all_of(done.begin(), done.end(), [](const auto &times) { return times == 1; })) << count;
    }
}
