// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/form_decoder.h"

#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(FormDecoder, ShapeIsEnough)
{
    EXPECT_EQ(at(open("a=1&b=two"), "form/b"), "two");
}

TEST(FormDecoder, TheContentTypeHelpsOverSloppiness)
{
    Hints hints;
    hints.contentType = "application/x-www-form-urlencoded; charset=utf-8";
    EXPECT_EQ(at(open("e={\"a\":\"leave\"}&v=2", LocationKind::body, hints), "form/e/json/a"), "leave");
    EXPECT_EQ(open("e={\"a\":\"leave\"}&v=2").nodes().size(), 1U);
}

TEST(FormDecoder, TheContentTypeIsNotBelieved)
{
    Hints hints;
    hints.contentType = "application/x-www-form-urlencoded";
    EXPECT_EQ(at(open("{\"a\":\"b=c\"}", LocationKind::body, hints), "json/a"), "b=c");
    EXPECT_EQ(open(std::string_view("\x08\x01\x12=\x00", 5), LocationKind::body, hints).nodes().size(), 1U);
}
