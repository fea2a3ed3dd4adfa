// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/xml_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(XmlDecoder, ElementsAndAttributes)
{
    const DecodeTree tree = open("<?xml version=\"1.0\"?><map v=\"1\">\n<s name=\"q\">how to &amp; "
                                 "leave</s><s>plain</s><e><f>x</f>tail</e></map>");
    EXPECT_EQ(at(tree, "xml/@v"), "1");
    EXPECT_EQ(at(tree, "xml/s/@name"), "q");
    EXPECT_EQ(at(tree, "xml/s/#text"), "how to & leave");
    EXPECT_EQ(at(tree, "xml/s"), "<s name=\"q\">how to &amp; leave</s>"); // the first of two siblings
    EXPECT_EQ(at(tree, "xml/e/f"), "x");
    EXPECT_EQ(at(tree, "xml/e/#text"), "tail");
    const std::uint32_t text = *find(tree, "xml/s/#text");
    EXPECT_EQ(proof(tree, text), "how to &amp; leave");
    const base::ByteRange leave = tree.onTheWire(text, {9, 14});
    EXPECT_EQ(test::text(tree, 0).substr(leave.from, leave.size()), "leave");
}

TEST(XmlDecoder, PropertyList)
{
    const DecodeTree tree =
        open("<plist version=\"1.0\"><dict><key>q</key><string>how to leave</string><key>l</key><array>"
             "<true/><integer>7</integer></array><key>d</key><data>\n\t"
            + base64(compress(plainJson)) + "\n</data><key/><string/></dict></plist>");
    EXPECT_EQ(at(tree, "plist/q"), "how to leave");
    EXPECT_EQ(at(tree, "plist/l/[0]"), "true");
    EXPECT_EQ(at(tree, "plist/l/[1]"), "7");
    EXPECT_EQ(at(tree, "plist/d/base64/gzip/json/q"), "how to leave my job");
}

TEST(XmlDecoder, InAJsonString)
{
    EXPECT_EQ(at(open(R"({"x":"<a><b>how to leave<\/b><\/a>"})"), "json/x/xml/b"), "how to leave");
}

TEST(XmlDecoder, PagesAndOtherTextAreLeft)
{
    for (const std::string_view text : {"<html><body>hi</body></html>", "<!DOCTYPE html><html><p>hi</html>",
             "<svg width='1'><path d='M0'/></svg>", "<a>cut off", "<3 you", "< a", "<a></a>"})
        EXPECT_EQ(open(text).nodes().size(), 1U) << text;
    const DecodeTree cut = open("<?xml version='1.0'?><a><b>how to leave</b><c>mo");
    EXPECT_EQ(at(cut, "xml/b"), "how to leave");
    EXPECT_EQ(cut.node(1).verdict, Verdict::damaged);
}
