// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/literal_scanner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

using namespace telltale::leak;

namespace {

std::vector<std::pair<std::uint32_t, std::size_t>> places(const LiteralScanner &scanner, std::string_view text)
{
    std::vector<WindowIndex::Candidate> found;
    scanner.find(text, found);
    std::vector<std::pair<std::uint32_t, std::size_t>> result;
    for (const auto &candidate : found)
        result.emplace_back(candidate.number, candidate.from);
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace

TEST(LiteralScanner, everyPlaceOfEveryNeedle)
{
    LiteralScanner scanner;
    EXPECT_TRUE(scanner.empty());
    EXPECT_TRUE(places(scanner, "purple otter").empty());
    ASSERT_TRUE(scanner.compile({{7, "purple otter"}, {9, "otter"}, {4, std::string_view("o\0t", 3)}}));
    EXPECT_FALSE(scanner.empty());
    using Places = std::vector<std::pair<std::uint32_t, std::size_t>>;
    EXPECT_EQ(places(scanner, "purple otter, otter"), (Places{{7, 0}, {9, 7}, {9, 14}}));
    EXPECT_EQ(places(scanner, std::string_view("xo\0t", 4)), (Places{{4, 1}}));
    EXPECT_TRUE(places(scanner, "Purple Otter").empty());
    EXPECT_TRUE(places(scanner, "").empty());
}

TEST(LiteralScanner, manyNeedles)
{
    std::vector<std::string> texts;
    for (int i = 0; i < 3000; ++i)
        texts.push_back("needle number " + std::to_string(i * 7919) + ".");
    std::vector<LiteralScanner::Needle> needles;
    for (std::uint32_t i = 0; i < texts.size(); ++i)
        needles.emplace_back(i, texts[i]);
    LiteralScanner scanner;
    ASSERT_TRUE(scanner.compile(needles));
    for (std::uint32_t i = 0; i < texts.size(); i += 100)
        EXPECT_EQ(places(scanner, "a " + texts[i]).size(), 1U);
    ASSERT_TRUE(scanner.compile({}));
    EXPECT_TRUE(scanner.empty());
}
