// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/charset_text.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(CharsetText, ReadsByName)
{
    EXPECT_EQ(toUtf8("k\xf6ln", "windows-1252"), "köln");
    EXPECT_EQ(toUtf8("\xff", "gb18030"), std::nullopt);
    EXPECT_EQ(toUtf8("a", "no-such-charset"), std::nullopt);
}

TEST(CharsetText, GuessesFromWhichOctetsFollowWhich)
{
    const std::pair<std::string_view, std::string_view> known[] = {{"c8e7bacec0ebbfaaced2b5c4b9a4d7f7", "gb18030"},
        {"b774baf4b76ab44da7daaabaa475a740c2f7c2be", "big5"}, {"82b582b282c682f082e282df82bd82a295fb9640", "shift_jis"},
        {"a4b7a4b4a4c8a4f2a4e4a4e1a4bfa4a4cafdcba1", "euc-jp"},
        {"b3aab4c2c1f7c0e5c0bbb1d7b8b8b5ceb0edbdcdb4d9", "euc-kr"},
        {"eae0ea20f3e9f2e820f120f0e0e1eef2fb", "windows-1251"},
        {"6ff920657374206c6520636166e920e02063f474e9", "windows-1252"}};
    for (const auto &[hex, charset] : known)
        EXPECT_EQ(guessCharset(unhex(hex)), charset) << hex;
}

TEST(CharsetText, DoesNotGuessWhatIsNoText)
{
    for (const std::string_view hex :
        {"68656c6c6f", "c3a4c3b6", "d41d8cd98f00b204e9800998ecf8427e", "ff", "80818283", ""})
        EXPECT_EQ(guessCharset(unhex(hex)), "") << hex;
}
