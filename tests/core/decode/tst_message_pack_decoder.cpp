// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/message_pack_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(MessagePackDecoder, MembersAndWhatIsInside)
{
    const DecodeTree tree = open(compress(messagePackEvent));
    EXPECT_EQ(at(tree, "gzip/messagepack/props/q"), "how to leave my job");
    EXPECT_EQ(at(tree, "gzip/messagepack/props/ok"), "true");
    EXPECT_EQ(at(tree, "gzip/messagepack/5"), "five");
    EXPECT_EQ(at(tree, "gzip/messagepack/blob/gzip/json/inner"), "words");
}

TEST(MessagePackDecoder, InsideBase64OfAForm)
{
    const DecodeTree tree = open("m=" + base64Url(messagePackEvent) + "&v=1");
    EXPECT_EQ(at(tree, "form/m/base64/messagepack/event"), "search");
}
