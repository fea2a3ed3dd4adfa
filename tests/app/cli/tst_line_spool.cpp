// SPDX-License-Identifier: GPL-3.0-or-later
#include "line_spool.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace telltale;

TEST(LineSpool, givesEveryLineBackInAnyOrder)
{
    cli::LineSpool spool;
    std::vector<std::string> lines;
    std::vector<cli::LineSpool::Place> places;
    for (std::size_t i = 0; i < 3000; ++i) {
        lines.push_back(std::to_string(i) + std::string(i % 977, 'x'));
        places.push_back(spool.add(lines.back()));
    }
    lines.push_back(std::string(1'000'000, 'y')); // larger than what is read at once
    places.push_back(spool.add(lines.back()));
    for (std::size_t i = 0; i < lines.size(); ++i)
        ASSERT_EQ(spool.line(places[i]), lines[i]);
    for (std::size_t i = lines.size(); i-- > 0;)
        ASSERT_EQ(spool.line(places[i]), lines[i]);
    EXPECT_FALSE(spool.failed());
}

TEST(LineSpool, anEmptyLineIsEmpty)
{
    cli::LineSpool spool;
    EXPECT_EQ(spool.line(spool.add("")), "");
}
