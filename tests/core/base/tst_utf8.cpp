// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

#include <gtest/gtest.h>
#include <string>

namespace telltale::base {

namespace {

using namespace std::string_literals;

TEST(Utf8, lengthOfTheSequenceAtTheFront)
{
    struct Case {
        std::string text;
        std::size_t length;
    };
    const std::vector<Case> cases{
        {"", 0},
        {"a", 1},
        {"\0"s, 1},
        {"\x7f", 1},
        {"é!", 2},
        {"€", 3},
        {"😀", 4},
        {"\xc2\x80", 2},
        {"\xdf\xbf", 2},
        {"\xe0\xa0\x80", 3},
        {"\xed\x9f\xbf", 3},
        {"\xee\x80\x80", 3},
        {"\xef\xbf\xbf", 3},
        {"\xf0\x90\x80\x80", 4},
        {"\xf4\x8f\xbf\xbf", 4},
        // a tail alone, overlong, surrogates, above U+10FFFF, cut
        {"\x80", 0},
        {"\xbf", 0},
        {"\xc0\x80", 0},
        {"\xc1\xbf", 0},
        {"\xe0\x9f\xbf", 0},
        {"\xed\xa0\x80", 0},
        {"\xed\xbf\xbf", 0},
        {"\xf0\x8f\xbf\xbf", 0},
        {"\xf4\x90\x80\x80", 0},
        {"\xf5\x80\x80\x80", 0},
        {"\xff", 0},
        {"\xc3", 0},
        {"\xe2\x82", 0},
        {"\xf0\x9f\x98", 0},
        {"\xc3"
         "a",
            0},
        {"\xe2\x82"
         "a",
            0},
        {"\xf0\x9f\x98"
         "a",
            0},
    };
    for (const Case &c : cases)
        EXPECT_EQ(utf8SequenceLength(c.text), c.length) << testing::PrintToString(c.text);
}

TEST(Utf8, wholeTexts)
{
    EXPECT_TRUE(isUtf8(""));
    EXPECT_TRUE(isUtf8("plain, é, €, 😀"));
    EXPECT_FALSE(isUtf8("plain \xff"));
    EXPECT_FALSE(isUtf8("cut \xe2\x82"));
}

TEST(Utf8, readableText)
{
    EXPECT_TRUE(isReadableText("two\r\nlines\tand é"));
    EXPECT_FALSE(isReadableText("\0"s));
    EXPECT_FALSE(isReadableText("bell \a"));
    EXPECT_FALSE(isReadableText("\x7f"));
    EXPECT_FALSE(isReadableText("\xff"));
}

} // namespace

} // namespace telltale::base
