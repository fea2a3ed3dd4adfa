// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/lz_string_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(LzStringDecoder, InTheQueryOfAGet)
{
    const DecodeTree tree =
        open("https://eu1.clevertap-prod.com/a?t=96&d=" + percentEncode(lzBase64), LocationKind::url);
    EXPECT_EQ(at(tree, "query/d/percent/lzstring/json/evtData/q"), "how to leave my job");
    EXPECT_EQ(tree.node(*find(tree, "query/d/percent/lzstring")).note, "compressToBase64");
    EXPECT_EQ(proof(tree, *find(tree, "query/d/percent/lzstring/json/evtData/q")), percentEncode(lzBase64));
}

TEST(LzStringDecoder, InJsonAndAsUtf16)
{
    EXPECT_EQ(at(open(R"({"d":")" + lzBase64 + R"("})"), "json/d/lzstring/json/evtName"), "search");
    EXPECT_EQ(at(open(lzUtf16), "lzstring/json/evtData/city"), "köln");
}
