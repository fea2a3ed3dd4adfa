// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/cipher.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(Cipher, AesVectorsOfNist)
{
    // FIPS 197 appendix B has no padding; the vector of openssl enc with PKCS 5 does.
    const base::ByteBuffer key = octetsOfHex("000102030405060708090a0b0c0d0e0f");
    EXPECT_FALSE(decryptAes(AesMode::ecb, key, {}, octetsOfHex("69c4e0d86a7b0430d8cdb78070b4c55a")));
    const auto plain = decryptAes(AesMode::ecb, base::asBytes("3881E1BB8EFCDE6E"), {}, octetsOfHex(mistat3));
    ASSERT_TRUE(plain);
    EXPECT_TRUE(base::asText(*plain).starts_with("[{\"category\":\"search\""));
}

TEST(Cipher, RefusesWrongSizes)
{
    const base::ByteBuffer block(16);
    EXPECT_FALSE(decryptAes(AesMode::ecb, base::ByteView(block).first(15), {}, block));
    EXPECT_FALSE(decryptAes(AesMode::cbc, block, {}, block));
    EXPECT_FALSE(decryptAes(AesMode::cbc, block, block, base::ByteView(block).first(9)));
    EXPECT_FALSE(decryptAes(AesMode::cbc, block, block, {}));
}

TEST(Cipher, DigestsAndHexadecimal)
{
    EXPECT_EQ(md5Hex("seed:2882303761517154077-5131715415077-ABCDEF0123456789ABCDEF0123456789").substr(0, 16),
        "3881E1BB8EFCDE6E");
    EXPECT_EQ(octetsOfHex("00fF"), (base::ByteBuffer{0, 255}));
    EXPECT_TRUE(octetsOfHex("0").empty());
    EXPECT_TRUE(octetsOfHex("0g").empty());
}
