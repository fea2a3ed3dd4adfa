// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decode_tree.h"

#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

Node linear(std::uint32_t parent, std::string step, std::string key, base::ByteRange range)
{
    Node node;
    node.parent = parent;
    node.step = std::move(step);
    node.key = std::move(key);
    node.range = range;
    node.linear = true;
    return node;
}

Node decoded(std::uint32_t parent, std::string step, base::ByteRange range, std::string_view octets)
{
    Node node;
    node.parent = parent;
    node.step = std::move(step);
    node.range = range;
    node.own = base::toBuffer(base::asBytes(octets));
    return node;
}

} // namespace

TEST(DecodeTree, LinearNodesShareTheBytesOfTheirOwner)
{
    DecodeTree tree(base::asBytes("a=1&b=xyz"));
    const auto form = tree.add(linear(0, "form", "", {0, 9}));
    const auto b = tree.add(linear(form, "", "b", {6, 9}));
    const auto part = tree.add(linear(b, "", "part", {1, 2}));
    EXPECT_EQ(text(tree, b), "xyz");
    EXPECT_EQ(text(tree, part), "y");
    EXPECT_EQ(tree.content(part).data(), tree.content(0).data() + 7);
    EXPECT_EQ(tree.ownedBytes(), 0U);
    EXPECT_FALSE(tree.node(b).leaf);
    EXPECT_TRUE(tree.node(part).leaf);
    EXPECT_EQ(tree.path(part), (std::vector<std::string>{"form", "b", "part"}));
    EXPECT_TRUE(tree.path(0).empty());
}

TEST(DecodeTree, LinearBelowDecodedCountsFromTheDecodedBytes)
{
    DecodeTree tree(base::asBytes("zip"));
    const auto gzip = tree.add(decoded(0, "gzip", {0, 3}, "[\"leave\"]"));
    const auto json = tree.add(linear(gzip, "json", "", {0, 9}));
    const auto element = tree.add(linear(json, "", "[0]", {2, 7}));
    EXPECT_EQ(text(tree, element), "leave");
    EXPECT_EQ(tree.ownedBytes(), 9U);
    EXPECT_EQ(tree.onTheWire(element, {0, 1}), (base::ByteRange{0, 3})); // all of what was compressed
}

TEST(DecodeTree, WireRangesThroughEveryKindOfStep)
{
    DecodeTree tree(base::asBytes("k=%41b+%43&d=YWJjZGVm&h=616263"));
    const auto form = tree.add(linear(0, "form", "", {0, 31}));
    const auto k = tree.add(linear(form, "", "k", {2, 10}));
    const auto percent = tree.add(decoded(k, "percent", {0, 8}, "Ab C"));
    EXPECT_EQ(tree.onTheWire(percent, {0, 1}), (base::ByteRange{2, 5}));
    EXPECT_EQ(tree.onTheWire(percent, {1, 3}), (base::ByteRange{5, 7}));
    EXPECT_EQ(tree.onTheWire(percent, {3, 4}), (base::ByteRange{7, 10}));
    const auto d = tree.add(linear(form, "", "d", {13, 21}));
    const auto base64 = tree.add(decoded(d, "base64", {0, 8}, "abcdef"));
    EXPECT_EQ(tree.onTheWire(base64, {0, 3}), (base::ByteRange{13, 17}));
    EXPECT_EQ(tree.onTheWire(base64, {2, 4}), (base::ByteRange{13, 21}));
    EXPECT_EQ(tree.onTheWire(base64, {4, 5}), (base::ByteRange{17, 21}));
    const auto h = tree.add(linear(form, "", "h", {24, 30}));
    const auto hex = tree.add(decoded(h, "hex", {0, 6}, "abc"));
    EXPECT_EQ(tree.onTheWire(hex, {1, 2}), (base::ByteRange{26, 28}));
}

TEST(DecodeTree, PartsOutsideTheContentAreCutOff)
{
    DecodeTree tree(base::asBytes("%41%42"));
    const auto percent = tree.add(decoded(0, "percent", {0, 6}, "AB"));
    EXPECT_EQ(tree.onTheWire(percent, {1, 900}), (base::ByteRange{3, 6}));
    EXPECT_TRUE(tree.onTheWire(percent, {500, 900}).empty());
    EXPECT_EQ(tree.onTheWire(0, {1, 3}), (base::ByteRange{1, 3}));
}

TEST(DecodeTree, ShortenNeverGrows)
{
    DecodeTree tree(base::asBytes("{\"a\":{}}"));
    const auto a = tree.add(linear(0, "", "a", {5, 8}));
    tree.shorten(a, 2);
    EXPECT_EQ(text(tree, a), "{}");
    tree.shorten(a, 100);
    EXPECT_EQ(text(tree, a), "{}");
}

TEST(DecodeTree, AnAddressThatWasOpenedIsStillAValue)
{
    const DecodeTree tree = open(R"({"url":"https://a.example/?q=leave","n":1,"o":{"p":2}})");
    EXPECT_TRUE(tree.isValue(*find(tree, "json/url")));
    EXPECT_TRUE(tree.isValue(*find(tree, "json/n")));
    EXPECT_FALSE(tree.isValue(*find(tree, "json/o")));
    EXPECT_FALSE(tree.isValue(0));
}
