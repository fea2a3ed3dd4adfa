// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/cbor_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(CborDecoder, MembersAndWhatIsInside)
{
    const DecodeTree tree = open(cborEvent);
    EXPECT_EQ(at(tree, "cbor/props/q"), "how to leave my job");
    EXPECT_EQ(proof(tree, *find(tree, "cbor/props/q")), "how to leave my job");
    EXPECT_EQ(at(tree, "cbor/props/n"), "-300");
    EXPECT_EQ(at(tree, "cbor/list/[1]"), "two");
    EXPECT_EQ(at(tree, "cbor/blob/gzip/json/inner"), "words");
}
