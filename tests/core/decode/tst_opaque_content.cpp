// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/opaque_content.h"

#include "encode.h"
#include "random_octets.h"
#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

std::string verdictAt(const DecodeTree &tree, std::string_view path)
{
    const auto node = find(tree, path);
    if (!node)
        return "no node";
    return tree.node(*node).verdict == Verdict::encrypted ? tree.node(*node).reason : "not encrypted";
}

const std::string opaque = "high entropy, no known layer";

} // namespace

TEST(OpaqueContent, EncryptedBodiesAndFields)
{
    const std::string secret = randomOctets(300);
    EXPECT_EQ(verdictAt(open(secret), ""), opaque);
    // Standard base64 has '+', which the form turns into spaces.
    EXPECT_EQ(verdictAt(open("v=1&p=" + base64(secret)), "form/p/percent"), opaque);
    EXPECT_EQ(verdictAt(open("v=1&p=" + base64Url(secret)), "form/p"), opaque);
    EXPECT_EQ(verdictAt(open("v=1&p=" + hex(secret)), "form/p"), opaque);
    EXPECT_EQ(verdictAt(open("{\"chifer\":\"" + base64Url(secret) + "\"}"), "json/chifer"), opaque);
    const std::string padded = base64(randomOctets(301));
    EXPECT_EQ(verdictAt(open("v=1&p=" + percentEncode(padded)), "form/p/percent"), opaque);
}

TEST(OpaqueContent, PicturesShortValuesAndTextAreNot)
{
    EXPECT_EQ(verdictAt(open("\xff\xd8\xff" + randomOctets(500)), ""), "not encrypted");
    EXPECT_EQ(verdictAt(open(base64("\x89PNG" + randomOctets(500))), ""), "not encrypted");
    EXPECT_EQ(verdictAt(open("v=1&id=" + hex(randomOctets(32))), "form/id"), "not encrypted");
    EXPECT_EQ(verdictAt(open(std::string(500, 'x')), ""), "not encrypted");
}

TEST(OpaqueContent, CookiesAndHeadersHoldTokensByNature)
{
    const std::string token = base64Url(randomOctets(300));
    EXPECT_EQ(verdictAt(open(token, LocationKind::cookie), ""), "not encrypted");
    EXPECT_EQ(verdictAt(open(token, LocationKind::header), ""), "not encrypted");
}
