// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/recorded_ciphers.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;

TEST(RecordedCiphers, foundByAllOfTheirOctets)
{
    RecordedCiphers ciphers;
    EXPECT_TRUE(ciphers.empty());
    const std::string octets(16, 'e');
    EXPECT_TRUE(ciphers.add({base::toBuffer(base::asBytes(octets)), base::toBuffer(base::asBytes("first")), "s", "n"}));
    EXPECT_TRUE(ciphers.add({base::toBuffer(base::asBytes(octets)), base::toBuffer(base::asBytes("other")), "s", "n"}));
    EXPECT_FALSE(ciphers.empty());
    const RecordedCipher *found = ciphers.find(base::asBytes(octets));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(base::asText(found->plain), "first");
    EXPECT_EQ(ciphers.find(base::asBytes(octets + "e")), nullptr);
    EXPECT_EQ(ciphers.find(base::asBytes(octets.substr(1))), nullptr);
}

TEST(RecordedCiphers, whatIsFoundByChanceIsNotKept)
{
    RecordedCiphers ciphers;
    EXPECT_FALSE(ciphers.add({base::ByteBuffer(RecordedCiphers::shortest - 1, 1), {}, "s", "n"}));
    EXPECT_TRUE(ciphers.empty());
}
