// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/umeng_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(UmengDecoder, KeyFromTheSignature)
{
    const DecodeTree tree = open(umengEncrypted);
    EXPECT_EQ(at(tree, "thrift-compact/7/aes-128-cbc/zlib/json/q"), "how to leave my job");
    EXPECT_EQ(tree.node(*find(tree, "thrift-compact/7/aes-128-cbc")).note, "scheme from published analysis");
}

TEST(UmengDecoder, WrongSignatureOpensNothing)
{
    std::string wire = umengEncrypted;
    wire[wire.find("0102030405") + 1] = '9';
    const auto node = find(open(wire), "thrift-compact/7");
    ASSERT_TRUE(node);
    EXPECT_TRUE(open(wire).node(*node).leaf);
}
