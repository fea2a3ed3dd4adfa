// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/percent_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;

namespace {

std::string decoded(std::string_view text, Plus plus)
{
    const base::ByteBuffer octets = decodePercent(text, plus);
    return std::string(base::asText(octets));
}

} // namespace

TEST(PercentText, Decoding)
{
    EXPECT_EQ(decoded("a%20b+c", Plus::asSpace), "a b c");
    EXPECT_EQ(decoded("a%20b+c", Plus::asItself), "a b+c");
    EXPECT_EQ(decoded("%e4%BD%a0", Plus::asItself), "\xe4\xbd\xa0");
    EXPECT_EQ(decoded("%2G%%41%4", Plus::asItself), "%2G%A%4");
    EXPECT_EQ(decoded("", Plus::asSpace), "");
}

TEST(PercentText, WhetherItWouldChangeAnything)
{
    EXPECT_FALSE(needsPercentDecoding("100% sure", Plus::asSpace));
    EXPECT_TRUE(needsPercentDecoding("a+b", Plus::asSpace));
    EXPECT_FALSE(needsPercentDecoding("a+b", Plus::asItself));
    EXPECT_TRUE(needsPercentDecoding("5% off %41", Plus::asItself));
}

TEST(PercentText, EncodedAsAWhole)
{
    EXPECT_TRUE(isPercentEncoded("%7B%22a%22%7D"));
    EXPECT_FALSE(isPercentEncoded("100% of %41"));
    EXPECT_FALSE(isPercentEncoded("plain"));
    EXPECT_FALSE(isPercentEncoded("%4"));
}
