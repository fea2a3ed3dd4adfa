// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/json_decoder.h"

#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(JsonDecoder, MembersElementsAndTheirOctets)
{
    const std::string_view wire = R"( {"a" : [1, "two", {"b": null}], "c\u0041": -1.5, "e":{}, "a":"again"} )";
    const DecodeTree tree = open(wire);
    EXPECT_EQ(at(tree, "json/a"), R"([1, "two", {"b": null}])");
    EXPECT_EQ(at(tree, "json/a/[0]"), "1");
    EXPECT_EQ(at(tree, "json/a/[1]"), "two");
    EXPECT_EQ(at(tree, "json/a/[2]"), R"({"b": null})");
    EXPECT_EQ(at(tree, "json/a/[2]/b"), "null");
    EXPECT_EQ(at(tree, "json/cA"), "-1.5");
    EXPECT_EQ(at(tree, "json/e"), "{}");
    EXPECT_EQ(proof(tree, *find(tree, "json/a/[1]")), "two");
    EXPECT_EQ(text(tree, tree.node(1).children.back()), "again"); // names may repeat (RFC 8259 § 4)
}

TEST(JsonDecoder, EscapedStringsAreOneNodeWithTheirMeaning)
{
    const DecodeTree tree = open(R"({"w":"caf\u00e9 \ud83d\udd0d \"x\"","u":"https:\/\/a.example\/"})");
    const auto word = find(tree, "json/w");
    ASSERT_TRUE(word);
    EXPECT_EQ(text(tree, *word), "caf\xc3\xa9 \xf0\x9f\x94\x8d \"x\"");
    EXPECT_TRUE(tree.node(*word).leaf);
    EXPECT_EQ(proof(tree, *word), R"(caf\u00e9 \ud83d\udd0d \"x\")");
    const base::ByteRange accent = tree.onTheWire(*word, {3, 5});
    EXPECT_EQ(text(tree, 0).substr(accent.from, accent.size()), R"(\u00e9)");
    EXPECT_EQ(at(tree, "json/u"), "https://a.example/");
}

TEST(JsonDecoder, JsonInJsonInJson)
{
    const DecodeTree tree = open(R"({"a":"{\"b\":\"{\\\"c\\\":\\\"leave\\\"}\"}"})");
    EXPECT_EQ(at(tree, "json/a/json/b/json/c"), "leave");
    EXPECT_EQ(proof(tree, *find(tree, "json/a/json/b/json/c")), "leave");
    EXPECT_EQ(at(open(R"("{\"a\":\"leave\"}")"), "json/[0]/json/a"), "leave");
}

TEST(JsonDecoder, CutOffTextGivesWhatCameBefore)
{
    const DecodeTree tree = open(R"([{"event":"search","properties":{"word":"leave","n)");
    EXPECT_EQ(at(tree, "json/[0]/properties/word"), "leave");
    EXPECT_EQ(tree.node(1).verdict, Verdict::damaged);
    EXPECT_EQ(tree.node(1).reason, "JSON is cut off after 50 octets");
}

TEST(JsonDecoder, OtherTextIsNotJson)
{
    for (const std::string_view wire : {"{", "[", "{a:1}", "[1,]", "[1,2", "\"abc\"", "12", "true", "{\"a\":1}}"})
        EXPECT_EQ(open(wire).nodes().size(), 1U) << wire;
}

TEST(JsonDecoder, DeepNestingEndsAtTheNodeLimit)
{
    const DecodeTree tree = open(std::string(300'000, '[') + std::string(300'000, ']'));
    EXPECT_EQ(tree.nodes().size(), base::Limits().decodeNodes);
    EXPECT_EQ(tree.node(1).verdict, Verdict::limit);
}
