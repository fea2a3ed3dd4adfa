// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/charset_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(CharsetDecoder, AFieldBesideSaysWhichCharset)
{
    const DecodeTree tree = open("ie=euc-kr&q=%B3%AA%B4%C2&x=1");
    EXPECT_EQ(at(tree, "form/q/percent/euc-kr"), "나는");
    EXPECT_EQ(proof(tree, *find(tree, "form/q/percent/euc-kr")), "%B3%AA%B4%C2");
    EXPECT_EQ(tree.node(*find(tree, "form/q/percent/euc-kr")).note, "");
}

TEST(CharsetDecoder, GuessesSayTheyAre)
{
    const DecodeTree tree = open("https://search.example/s?wd=%C8%E7%BA%CE%C0%EB%BF%AA%CE%D2%B5%C4", LocationKind::url);
    EXPECT_EQ(at(tree, "query/wd/percent/gb18030"), "如何离开我的");
    EXPECT_EQ(tree.node(*find(tree, "query/wd/percent/gb18030")).note, "charset guessed");
}

TEST(CharsetDecoder, ContentTypeAndByteOrderMark)
{
    Hints hints;
    hints.contentType = "text/plain; charset=\"Shift_JIS\"";
    EXPECT_EQ(at(open(unhex("82b582b282c6"), LocationKind::body, hints), "shift_jis"), "しごと");
    EXPECT_EQ(at(open(unhex("fffe680069002d4e")), "utf-16"), "hi中");
}

TEST(CharsetDecoder, OctetsThatAreNoTextStay)
{
    EXPECT_EQ(open("h=%D4%1D%8C%D9%8F%00%B2%04&x=1").nodes().size(), 5U); // root, form, h, percent, x
}
