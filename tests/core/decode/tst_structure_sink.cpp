// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/structure_sink.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

#include <limits>

TEST(StructureSink, ScalarsInPrint)
{
    EXPECT_EQ(Scalar::natural(UINT64_MAX).text(), "18446744073709551615");
    EXPECT_EQ(Scalar::integer(-7).text(), "-7");
    EXPECT_EQ(Scalar::real(47.3769).text(), "47.3769");
    EXPECT_EQ(Scalar::real(std::numeric_limits<double>::infinity()).text(), "inf");
    EXPECT_EQ(Scalar::named("true").text(), "true");
    EXPECT_EQ((Scalar{Scalar::Kind::octets8, 0xdeadbeef, 0, {}}).text(), "0x00000000deadbeef");
    EXPECT_EQ((Scalar{Scalar::Kind::octets4, 42, 0, {}}).text(), "0x0000002a");
}

TEST(StructureSink, Keys)
{
    EXPECT_EQ((MemberKey{"name", {}}).text(), "name");
    EXPECT_EQ((MemberKey{{}, 3}).text(), "[3]");
}
