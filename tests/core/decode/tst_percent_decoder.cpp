// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/percent_decoder.h"

#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(PercentDecoder, PlusStandsForItselfOutsideForms)
{
    DecodeTree tree(base::asBytes("a+b%20c"));
    EXPECT_EQ(PercentDecoder().open(tree, 0, {}, {}).size(), 1U);
    EXPECT_EQ(at(tree, "percent"), "a+b c");
}

TEST(PercentDecoder, LeavesOtherTextAlone)
{
    for (const std::string_view text : {"100% sure", "a+b", "%zz%41", ""}) {
        DecodeTree tree(base::asBytes(text));
        EXPECT_TRUE(PercentDecoder().open(tree, 0, {}, {}).empty());
        EXPECT_EQ(tree.nodes().size(), 1U) << text;
    }
}
