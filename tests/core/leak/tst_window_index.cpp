// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/window_index.h"

#include <gtest/gtest.h>

using namespace telltale::leak;

namespace {

bool finds(const WindowIndex &index, std::uint32_t number, std::string_view text, std::size_t from)
{
    std::vector<WindowIndex::Candidate> found;
    index.find(text, found);
    for (const auto &candidate : found) {
        if (candidate.number == number && candidate.from == from)
            return true;
    }
    return false;
}

} // namespace

TEST(WindowIndex, findsNeedlesOfAllLengthsAnywhere)
{
    WindowIndex index;
    EXPECT_TRUE(index.empty());
    EXPECT_FALSE(index.add(9, "abc"));
    for (std::uint32_t length = 4; length < 40; ++length)
        ASSERT_TRUE(index.add(length, std::string("needle of words that goes on for long enough").substr(0, length)));
    const std::string text = "xx needle of words that goes on for long enough yy";
    for (std::uint32_t length = 4; length < 40; ++length)
        EXPECT_TRUE(finds(index, length, text, 3)) << length;
    EXPECT_FALSE(finds(index, 20, "needle of", 0));
    EXPECT_FALSE(finds(index, 20, "", 0));
}

TEST(WindowIndex, addressesThatBeginAlikeAreSpread)
{
    WindowIndex index;
    for (std::uint32_t i = 0; i < 20000; ++i)
        ASSERT_TRUE(index.add(i, "www.example.org/articles/" + std::to_string(100000 + i)));
    std::vector<WindowIndex::Candidate> found;
    index.find("see www.example.org/articles/104711 now", found);
    EXPECT_TRUE(finds(index, 4711, "see www.example.org/articles/104711 now", 4));
    EXPECT_LT(found.size(), 300U);
}

TEST(WindowIndex, needlesThatCannotBeToldApartAreRefusedInTheEnd)
{
    WindowIndex index;
    std::uint32_t added = 0;
    for (std::uint32_t i = 0; i < 1000; ++i)
        added += index.add(i, std::string(16 + i % 48, 'a')) ? 1 : 0;
    EXPECT_LT(added, 300U);
}
