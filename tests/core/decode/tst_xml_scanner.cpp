// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/xml_scanner.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

std::string tokens(std::string_view text)
{
    XmlScanner scanner(text);
    std::string all;
    for (XmlToken token = scanner.next();; token = scanner.next()) {
        const std::string value(text.substr(scanner.range().from, scanner.range().size()));
        switch (token) {
        case XmlToken::open:
            all += "<" + std::string(scanner.name()) + " ";
            break;
        case XmlToken::attribute:
            all += "@" + std::string(scanner.name()) + "=" + value + " ";
            break;
        case XmlToken::close:
            all += ">" + std::string(scanner.name()) + " ";
            break;
        case XmlToken::text:
            all += "'" + value + "' ";
            break;
        case XmlToken::literal:
            all += "!" + value + "! ";
            break;
        case XmlToken::end:
            return all + "end";
        case XmlToken::error:
            return all + (scanner.cutOff() ? "cut off" : "wrong");
        }
    }
}

} // namespace

TEST(XmlScanner, Tokens)
{
    EXPECT_EQ(tokens("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y'>]><a b=\"c\" d='>'> hi "
                     "<e/><![CDATA[1<2]]></a><!-- x -->"),
        "<a @b=c @d=> 'hi' <e >e !1<2! >a end");
}

TEST(XmlScanner, WrongAndCutOff)
{
    EXPECT_EQ(tokens("<a><b></a>"), "<a <b wrong");
    EXPECT_EQ(tokens("<a>text"), "<a 'text' cut off");
    EXPECT_EQ(tokens("<a b=c>"), "<a wrong");
    EXPECT_EQ(tokens("text"), "wrong");
    EXPECT_EQ(tokens("<a/><b/>"), "<a >a wrong");
    EXPECT_EQ(tokens("<a b='"), "<a cut off");
    EXPECT_EQ(tokens("< a>"), "wrong");
    EXPECT_EQ(tokens(""), "cut off");
    EXPECT_EQ(tokens("<!-- never"), "cut off");
}

TEST(XmlScanner, DepthIsBounded)
{
    std::string deep;
    for (int i = 0; i < 1000; ++i)
        deep += "<a>";
    EXPECT_TRUE(tokens(deep).ends_with("wrong"));
}
