// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/image_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(ImageDecoder, NothingElseIsReadIntoAPicture)
{
    const DecodeTree tree = open(pngHead + compress("how to leave"));
    ASSERT_EQ(tree.nodes().size(), 2U);
    EXPECT_EQ(tree.node(1).step, "image");
    EXPECT_EQ(tree.node(1).note, "PNG, 640 × 480");
}

TEST(ImageDecoder, InADataUrl)
{
    const DecodeTree tree = open(R"({"icon":"data:image/png;base64,)" + base64(pngHead) + R"("})");
    EXPECT_TRUE(find(tree, "json/icon/base64/image"));
}
