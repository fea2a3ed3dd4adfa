// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/base32_text.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(Base32Text, VectorsOfTheStandard)
{
    const auto text = [](std::string_view encoded) {
        const auto octets = decodeBase32(encoded);
        return octets ? std::string(base::asText(*octets)) : "none";
    };
    EXPECT_EQ(text("MY======"), "f"); // RFC 4648 section 10
    EXPECT_EQ(text("MZXQ===="), "fo");
    EXPECT_EQ(text("MZXW6==="), "foo");
    EXPECT_EQ(text("MZXW6YQ="), "foob");
    EXPECT_EQ(text("MZXW6YTBOI======"), "foobar");
    EXPECT_EQ(text("mzxw6ytboi"), "foobar");
}

TEST(Base32Text, RefusesWhatNoEncoderMakes)
{
    for (const std::string_view wrong :
        {"", "====", "234567", "MZXW6Ytb", "MZX", "MZXW6Y", "MZ=W6YTB", "MZXW6YT1", "MZ======="})
        EXPECT_FALSE(decodeBase32(wrong)) << wrong;
}
