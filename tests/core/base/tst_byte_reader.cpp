// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/byte_reader.h"

#include <array>
#include <gtest/gtest.h>

namespace telltale::base {

namespace {

constexpr std::array<std::uint8_t, 9> bytes{1, 2, 3, 4, 5, 6, 7, 8, 0xff};

TEST(ByteReader, integers)
{
    EXPECT_EQ(ByteReader(bytes).u8(), 0x01);
    EXPECT_EQ(ByteReader(bytes).u16be(), 0x0102);
    EXPECT_EQ(ByteReader(bytes).u24be(), 0x010203U);
    EXPECT_EQ(ByteReader(bytes).u32be(), 0x01020304U);
    EXPECT_EQ(ByteReader(bytes).u64be(), 0x0102030405060708U);
    EXPECT_EQ(ByteReader(bytes).u16le(), 0x0201);
    EXPECT_EQ(ByteReader(bytes).u32le(), 0x04030201U);
    EXPECT_EQ(ByteReader(bytes).u64le(), 0x0807060504030201U);
}

TEST(ByteReader, slices)
{
    ByteReader reader(bytes);
    reader.skip(2);
    EXPECT_EQ(reader.take(3).data(), bytes.data() + 2);
    EXPECT_EQ(reader.offset(), 5U);
    EXPECT_EQ(reader.remaining(), 4U);
    EXPECT_EQ(reader.rest().size(), 4U);
    EXPECT_TRUE(reader.atEnd());
    EXPECT_TRUE(reader.ok());
    EXPECT_TRUE(reader.take(0).empty());
    EXPECT_TRUE(reader.ok());
}

TEST(ByteReader, theFirstReadPastTheEndFailsAllLaterOnes)
{
    ByteReader reader(bytes);
    reader.skip(8);
    EXPECT_EQ(reader.u16be(), 0);
    EXPECT_FALSE(reader.ok());
    EXPECT_EQ(reader.remaining(), 0U);
    EXPECT_EQ(reader.u8(), 0) << "although one octet is there";
    EXPECT_TRUE(reader.rest().empty());
    EXPECT_EQ(reader.offset(), 8U);
}

TEST(ByteReader, absurdLengthsDoNotWrapAround)
{
    ByteReader reader(bytes);
    reader.skip(4);
    EXPECT_TRUE(reader.take(SIZE_MAX - 1).empty());
    EXPECT_FALSE(reader.ok());
}

TEST(ByteReader, nothingAtAll)
{
    ByteReader reader({});
    EXPECT_TRUE(reader.atEnd());
    EXPECT_EQ(reader.u8(), 0);
    EXPECT_FALSE(reader.ok());
}

} // namespace

} // namespace telltale::base
