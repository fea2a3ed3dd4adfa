// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/path_glob.h"

#include <gtest/gtest.h>

#include <string>

using telltale::rules::matchesGlob;

TEST(PathGlob, table)
{
    EXPECT_TRUE(matchesGlob("/search", "/search"));
    EXPECT_FALSE(matchesGlob("/search", "/searches"));
    EXPECT_TRUE(matchesGlob("/from=*/s", "/from=1234/s"));
    EXPECT_FALSE(matchesGlob("/from=*/s", "/from=1234/t"));
    EXPECT_TRUE(matchesGlob("*", ""));
    EXPECT_TRUE(matchesGlob("/a*", "/a"));
    EXPECT_TRUE(matchesGlob("*/s*/x", "/s/s1/x"));
    EXPECT_FALSE(matchesGlob("", "/"));
}

TEST(PathGlob, manyStarsTakeNoLongTime)
{
    EXPECT_FALSE(matchesGlob("*a*a*a*a*a*a*a*a*b", std::string(5000, 'a')));
}
