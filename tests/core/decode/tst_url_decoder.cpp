// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/url_decoder.h"

#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(UrlDecoder, QueryAndFragment)
{
    const DecodeTree tree = open("https://a.example/p?q=one+two&x#sec?y=1", LocationKind::url);
    EXPECT_EQ(at(tree, "query"), "q=one+two&x");
    EXPECT_EQ(at(tree, "query/q"), "one+two");
    EXPECT_EQ(at(tree, "query/q/percent"), "one two");
    EXPECT_EQ(at(tree, "query/x"), "");
    EXPECT_EQ(at(tree, "fragment"), "sec?y=1");
    EXPECT_EQ(tree.onTheWire(*find(tree, "query/q/percent"), {4, 7}), (base::ByteRange{26, 29}));
}

TEST(UrlDecoder, UrlInsideAUrl)
{
    const DecodeTree tree = open("https://a.example/r?u=https%3A%2F%2Fb.example%2F%3Fq%3Dleave", LocationKind::url);
    EXPECT_EQ(at(tree, "query/u/percent/query/q"), "leave");
    EXPECT_EQ(proof(tree, *find(tree, "query/u/percent/query/q")), "leave");
}

TEST(UrlDecoder, NothingToOpen)
{
    for (const std::string_view url :
        {"https://a.example/path", "https://a.example/?", "https://a.example/#", "/p?q=1"})
        EXPECT_EQ(open(url, LocationKind::url).nodes().size(), 1U) << url;
}

TEST(UrlDecoder, QueryWithoutFieldsIsOpenedAsAWhole)
{
    EXPECT_EQ(at(open("https://a.example/?eyJldmVudCI6InNlYXJjaCJ9"), "query/base64/json/event"), "search");
}
