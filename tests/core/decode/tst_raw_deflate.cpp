// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/raw_deflate.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(RawDeflate, JsonWithoutAWrapping)
{
    const auto octets = textFromRawDeflate(base::asBytes(rawDeflateOfJson), {});
    ASSERT_TRUE(octets);
    EXPECT_EQ(base::asText(*octets), plainJson);
}

TEST(RawDeflate, OnlyWholeStreamsOfText)
{
    for (std::size_t size = 0; size < rawDeflateOfJson.size(); ++size)
        EXPECT_FALSE(textFromRawDeflate(base::asBytes(rawDeflateOfJson).first(size), {})) << size;
    EXPECT_FALSE(textFromRawDeflate(base::asBytes(rawDeflateOfJson + "x"), {}));
    EXPECT_FALSE(textFromRawDeflate(base::asBytes(compress(std::string(40, '\x01'), Compression::rawDeflate)), {}));
}

TEST(RawDeflate, BombsStop)
{
    base::Limits limits;
    limits.decodedBytes = 100'000;
    const std::string bomb = compress(std::string(5'000'000, 'a'), Compression::rawDeflate);
    EXPECT_FALSE(textFromRawDeflate(base::asBytes(bomb), limits));
}
