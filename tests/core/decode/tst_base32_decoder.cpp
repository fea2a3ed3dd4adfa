// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/base32_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(Base32Decoder, JsonAndItsProof)
{
    const DecodeTree tree = open("t=" + base32OfJson.substr(0, base32OfJson.find('=')) + "&u=1");
    EXPECT_EQ(at(tree, "form/t/base32/json/q"), "how to leave my job");
    const std::string groups = proof(tree, *find(tree, "form/t/base32/json/q"));
    EXPECT_LT(groups.size(), 50U); // the groups around the value, not all
    const std::size_t from = base32OfJson.find(groups);
    EXPECT_EQ(from % 8, 0U);
}

TEST(Base32Decoder, WordsAndIdentifiersStayText)
{
    for (const std::string_view text : {"SEARCHPOSITIONTOP", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "searchenginepage",
             "QCOINXMQCOINXMQC", "WINDOWSNTTENPOINTZERO"})
        EXPECT_EQ(open(text).nodes().size(), 1U) << text;
}
