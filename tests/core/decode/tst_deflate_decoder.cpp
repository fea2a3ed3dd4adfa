// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/deflate_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(DeflateDecoder, WholeBodyAndBase64)
{
    EXPECT_EQ(at(open(rawDeflateOfJson), "raw deflate/json/q"), "how to leave my job");
    EXPECT_EQ(at(open("SAMLRequest=" + percentEncode(rawDeflateBase64)),
                  "form/SAMLRequest/percent/base64/raw deflate/json/q"),
        "how to leave my job");
}

TEST(DeflateDecoder, BombStaysClosed)
{
    base::Limits limits;
    limits.decodedBytes = 100'000;
    const DecodeTree tree =
        open(compress(std::string(5'000'000, 'a'), Compression::rawDeflate), LocationKind::body, {}, limits);
    EXPECT_LE(tree.ownedBytes(), 400'000U);
}
