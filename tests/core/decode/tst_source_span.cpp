// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/source_span.h"

#include "decode/percent_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;

TEST(SourceSpan, UnitsOfDifferentLength)
{
    const std::string_view text = "a%20b%21";
    const auto span = [&](std::uint64_t from, std::uint64_t to) { return sourceSpan(text, {from, to}, percentUnit); };
    EXPECT_EQ(span(0, 1), (base::ByteRange{0, 1}));
    EXPECT_EQ(span(1, 2), (base::ByteRange{1, 4}));
    EXPECT_EQ(span(1, 3), (base::ByteRange{1, 5}));
    EXPECT_EQ(span(0, 4), (base::ByteRange{0, 8}));
    EXPECT_EQ(span(3, 4), (base::ByteRange{5, 8}));
    EXPECT_EQ(span(2, 2), (base::ByteRange{4, 4}));
    EXPECT_EQ(span(9, 12), (base::ByteRange{8, 8}));
}

TEST(SourceSpan, GroupsSkipLineEnds)
{
    const std::string_view text = "YWJj\r\nZGVm\r\nZw==";
    EXPECT_EQ(groupSpan(text, {0, 3}, 4, 3), (base::ByteRange{0, 4}));
    EXPECT_EQ(groupSpan(text, {3, 4}, 4, 3), (base::ByteRange{6, 10}));
    EXPECT_EQ(groupSpan(text, {6, 7}, 4, 3), (base::ByteRange{12, 16}));
    EXPECT_EQ(groupSpan(text, {0, 7}, 4, 3), (base::ByteRange{0, 16}));
    EXPECT_EQ(groupSpan("YWI", {1, 2}, 4, 3), (base::ByteRange{0, 3})); // the last group may be short
}
