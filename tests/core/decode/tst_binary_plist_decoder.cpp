// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/binary_plist_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(BinaryPlistDecoder, EveryKindOfObject)
{
    const DecodeTree tree = open(binaryPlist);
    EXPECT_EQ(at(tree, "bplist/query"), "how to leave my job");
    EXPECT_EQ(proof(tree, *find(tree, "bplist/query")), "how to leave my job");
    EXPECT_EQ(at(tree, "bplist/uni"), "köln 中");
    EXPECT_EQ(at(tree, "bplist/n"), "-7");
    EXPECT_EQ(at(tree, "bplist/big"), "1588291200123");
    EXPECT_EQ(at(tree, "bplist/f"), "1.5");
    EXPECT_EQ(at(tree, "bplist/on"), "true");
    EXPECT_EQ(at(tree, "bplist/list/[1]"), "b word");
    EXPECT_EQ(at(tree, "bplist/sub/blob/gzip/json/inner"), "words");
}

TEST(BinaryPlistDecoder, AnyCutAndAnyOctetAreHarmless)
{
    for (std::size_t size = 0; size < binaryPlist.size(); ++size)
        EXPECT_EQ(open(binaryPlist.substr(0, size)).nodes().front().parent, 0U);
    for (std::size_t i = 8; i < binaryPlist.size(); ++i) {
        std::string wrong = binaryPlist;
        wrong[i] = static_cast<char>(wrong[i] ^ 0x55);
        EXPECT_LT(open(wrong).nodes().size(), 2000U) << i;
    }
}

TEST(BinaryPlistDecoder, ContainerThatHoldsItselfEnds)
{
    // One array of eight references to itself, nested as deep as is read.
    std::string wire = "bplist00"
        + unhex("a80000000000000000"
                "08");
    wire += std::string(6, '\0') + unhex("0101")
        + unhex("0000000000000001"
                "0000000000000000"
                "0000000000000011");
    base::Limits limits;
    limits.decodeNodes = 500;
    EXPECT_LE(open(wire, LocationKind::body, {}, limits).nodes().size(), 500U);
}
