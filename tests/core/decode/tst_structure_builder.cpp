// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/structure_builder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

#include "decode/tree_growth.h"

TEST(StructureBuilder, RangesCountFromTheContainer)
{
    const std::string wire = "..[ab]cd";
    DecodeTree tree(base::asBytes(wire));
    const std::uint32_t structure = addStructure(tree, 0, "test", {0, wire.size()});
    const base::Limits limits;
    StructureBuilder builder(tree, structure, limits);
    EXPECT_TRUE(builder.begin({"list", {}}, 2));
    EXPECT_TRUE(builder.octets({{}, 0}, {3, 5}));
    EXPECT_TRUE(builder.end(6));
    EXPECT_TRUE(builder.scalar({"n", {}}, {6, 8}, Scalar::natural(42)));
    EXPECT_EQ(at(tree, "test/list"), "[ab]");
    EXPECT_EQ(at(tree, "test/list/[0]"), "ab");
    EXPECT_EQ(proof(tree, *find(tree, "test/list/[0]")), "ab");
    EXPECT_EQ(at(tree, "test/n"), "42");
    EXPECT_EQ(proof(tree, *find(tree, "test/n")), "cd");
    EXPECT_EQ(tree.onTheWire(*find(tree, "test/n"), {1, 2}), (base::ByteRange{6, 8}));
}

TEST(StructureBuilder, StopsAtTheLimitOfNodes)
{
    DecodeTree tree(base::asBytes("abc"));
    const std::uint32_t structure = addStructure(tree, 0, "test", {0, 3});
    base::Limits limits;
    limits.decodeNodes = 3;
    StructureBuilder builder(tree, structure, limits);
    EXPECT_TRUE(builder.octets({"a", {}}, {0, 1}));
    EXPECT_FALSE(builder.octets({"b", {}}, {1, 2}));
    EXPECT_EQ(tree.node(structure).verdict, Verdict::limit);
}
