// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/base64_decoder.h"

#include "encode.h"
#include "random_octets.h"
#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

DecodeTree decoded(std::string_view wire)
{
    DecodeTree tree(base::asBytes(wire));
    (void)Base64Decoder().open(tree, 0, {}, {});
    return tree;
}

} // namespace

TEST(Base64Decoder, StructuresInEveryDialect)
{
    const std::string json = "{\"a\":\"\xc3\xbe\xc3\xbf>>>???\"}";
    std::string spaced = base64(json);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    std::string wrapped = base64(json + std::string(200, ' '));
    for (std::size_t i = 76; i < wrapped.size(); i += 77)
        wrapped.insert(i, 1, '\n');
    for (const std::string &text : {base64(json), base64Url(json), spaced})
        EXPECT_EQ(at(decoded(text), "base64"), json);
    EXPECT_EQ(at(decoded(wrapped), "base64"), json + std::string(200, ' '));
    for (const std::string &inner : {compress(json), compress(json, Compression::zlib)})
        EXPECT_EQ(at(decoded(base64(inner)), "base64"), inner);
}

TEST(Base64Decoder, OpaqueOctetsStayWhatTheyWere)
{
    for (const std::size_t size : {9U, 16U, 20U, 32U, 64U, 300U})
        EXPECT_EQ(decoded(base64(randomOctets(size))).nodes().size(), 1U) << size;
}

TEST(Base64Decoder, CutOffIsDamaged)
{
    const std::string text = base64(compress(std::string(40, 'x') + "leave"));
    const DecodeTree tree = decoded(std::string_view(text).substr(0, 33));
    ASSERT_EQ(tree.nodes().size(), 2U);
    EXPECT_EQ(tree.node(1).verdict, Verdict::damaged);
}

TEST(Base64Decoder, ProbeThatEndsInsideACharacterIsNoObstacle)
{
    for (std::size_t lead = 0; lead < 6; ++lead) {
        const std::string json = "{\"a\":\"" + std::string(lead, 'x')
            + "\xe4\xbd\xa0\xe4\xbd\xa0\xe4\xbd\xa0\xe4\xbd\xa0"
              "\xe4\xbd\xa0\xe4\xbd\xa0\"}";
        EXPECT_EQ(at(decoded(base64(json)), "base64"), json);
    }
}

TEST(Base64Decoder, BehindAPrefix)
{
    const std::string json = R"({"q":"how to leave my job"})";
    for (const std::string prefix : {"v1.", "data:application/json;base64,", "prefix:", "a~b~", "xx"}) {
        const DecodeTree tree = open("d=" + prefix + base64Url(json) + "&z=1");
        EXPECT_EQ(at(tree, "form/d/base64/json/q"), "how to leave my job") << prefix;
        const auto step = find(tree, "form/d/base64");
        ASSERT_TRUE(step);
        EXPECT_EQ(proof(tree, *step), base64Url(json));
    }
    EXPECT_EQ(at(open(R"({"d":"v1.)" + base64Url(json) + R"("})"), "json/d/base64/json/q"), "how to leave my job");
}

TEST(Base64Decoder, InTheMiddleOfItsAlphabet)
{
    const std::string json = R"({"q":"how to leave my job"})";
    for (const std::string_view before : {"A", "AB", "ABC", "ABCD", "ABCDE"})
        EXPECT_EQ(at(open("d=" + std::string(before) + base64Url(json) + "&z=1"), "form/d/base64/json/q"),
            "how to leave my job")
            << before;
}

TEST(Base64Decoder, WrappedInLines)
{
    std::string text = base64(std::string(R"({"q":"how to leave my job","r":"and what to do then, all day long"})"));
    for (std::size_t at = 20; at < text.size(); at += 22)
        text.insert(at, "\r\n");
    EXPECT_EQ(at(open(text), "base64/json/q"), "how to leave my job");
}
