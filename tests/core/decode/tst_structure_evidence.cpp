// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/structure_evidence.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(StructureEvidence, CountsWordsAndOthers)
{
    const std::string wire = "hello\x01\x02xy";
    StructureEvidence evidence(base::asBytes(wire));
    evidence.octets({"key", {}}, {0, 5});
    evidence.octets({{}, 0}, {5, 7});
    evidence.octets({{}, 1}, {7, 9});
    evidence.scalar({{}, 2}, {0, 1}, Scalar::natural(1));
    EXPECT_EQ(evidence.members(), 4U);
    EXPECT_EQ(evidence.textOctets(), 8U); // with the key; two octets are no word
    EXPECT_EQ(evidence.longestText(), 5U);
    EXPECT_EQ(evidence.otherOctets(), 2U);
    EXPECT_FALSE(evidence.oddKey());
    EXPECT_TRUE(evidence.holdsText(50, 5));
    EXPECT_FALSE(evidence.holdsText(50, 6));
    evidence.begin({"", {}}, 0);
    EXPECT_TRUE(evidence.oddKey());
}

TEST(StructureEvidence, BinaryBeginnings)
{
    EXPECT_TRUE(beginsBinary(base::asBytes(firebaseUpload)));
    EXPECT_TRUE(beginsBinary(octetsOfHex("48ff")));
    EXPECT_FALSE(beginsBinary(base::asBytes("how to leave\r\n")));
    EXPECT_FALSE(beginsBinary(base::asBytes("köln")));
    EXPECT_FALSE(beginsBinary(base::asBytes(std::string(62, 'a') + "中" + std::string(90, 'a')))); // cut by the look
}
