// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/xml_text.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(XmlText, References)
{
    const auto decoded = [](std::string_view text) {
        const base::ByteBuffer octets = decodeXmlText(text);
        return std::string(base::asText(octets));
    };
    EXPECT_EQ(decoded("a &amp; b &lt;&gt;&quot;&apos;"), "a & b <>\"'");
    EXPECT_EQ(decoded("k&#246;ln &#x4e2d; &#x1F600;"), "köln 中 😀");
    EXPECT_EQ(decoded("&unknown; & &#xD800; &#; &amp"), "&unknown; & &#xD800; &#; &amp");
}

TEST(XmlText, UnitsSumUpToTheDecodedSize)
{
    const std::string_view text = "a&amp;&#x4e2d;b";
    std::size_t octets = 0;
    for (std::size_t at = 0; at < text.size();) {
        const EncodedUnit unit = xmlUnit(text, at);
        ASSERT_GT(unit.source, 0U);
        octets += unit.octets;
        at += unit.source;
    }
    EXPECT_EQ(octets, decodeXmlText(text).size());
    EXPECT_EQ(xmlUnit(text, text.size()).source, 0U);
}
