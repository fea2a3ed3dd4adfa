// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/tree_growth.h"

#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;

TEST(TreeGrowth, StructureAndMembersAreLinear)
{
    DecodeTree tree(base::asBytes("k=v"));
    const auto form = addStructure(tree, 0, "form", {0, 3});
    const auto member = addMember(tree, form, "k", {2, 3});
    EXPECT_EQ(test::pathText(tree, member), "form/k");
    EXPECT_EQ(test::text(tree, member), "v");
}

TEST(TreeGrowth, LimitsLeaveAVerdictOnTheNodeThatStopped)
{
    base::Limits limits;
    limits.decodeNodes = 1;
    DecodeTree full(base::asBytes("x"));
    EXPECT_TRUE(addDecoded(full, 0, "percent", {1, 2}, limits).empty());
    EXPECT_EQ(full.node(0).verdict, Verdict::limit);
    EXPECT_TRUE(full.node(0).reason.starts_with("decode.node_limit"));
    limits.decodeNodes = 10;
    limits.decodedBytes = 2;
    DecodeTree heavy(base::asBytes("x"));
    EXPECT_FALSE(addDecoded(heavy, 0, "base64", base::ByteBuffer(8), limits).empty());
    EXPECT_TRUE(addDecoded(heavy, 0, "base64", base::ByteBuffer(1), limits).empty());
    EXPECT_TRUE(heavy.node(0).reason.starts_with("decode.size_limit"));
}

TEST(TreeGrowth, InflationCarriesItsVerdict)
{
    DecodeTree tree(base::asBytes("zz"));
    DecodedContent broken;
    broken.bytes = {'a'};
    broken.problem = "gzip data ends early.";
    const auto damaged = addInflated(tree, 0, "gzip", broken, {});
    ASSERT_EQ(damaged.size(), 1U);
    EXPECT_EQ(tree.node(damaged[0]).verdict, Verdict::damaged);
    EXPECT_EQ(tree.node(damaged[0]).reason, "gzip data ends early.");
    broken.limit = "decode.ratio_limit";
    const auto limited = addInflated(tree, 0, "gzip", broken, {});
    EXPECT_EQ(tree.node(limited[0]).verdict, Verdict::limit);
    EXPECT_TRUE(tree.node(limited[0]).reason.starts_with("decode.ratio_limit"));
}
