// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/jwt_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(JwtDecoder, HeaderPayloadSignature)
{
    const DecodeTree tree = open("Bearer " + webToken, LocationKind::header);
    EXPECT_EQ(at(tree, "jwt/header/base64/json/alg"), "HS256");
    EXPECT_EQ(at(tree, "jwt/payload/base64/json/email"), "a@example.org");
    EXPECT_EQ(tree.node(*find(tree, "jwt/signature")).note, "signature, not verified");
    const std::string around = unbase64(proof(tree, *find(tree, "jwt/payload/base64/json/email")));
    EXPECT_NE(around.find("a@example.org"), std::string::npos);
}

TEST(JwtDecoder, InJson)
{
    EXPECT_EQ(at(open(R"({"token":")" + webToken + R"("})"), "json/token/jwt/payload/base64/json/sub"), "4711");
}

TEST(JwtDecoder, EncryptedTokensSaySo)
{
    const std::string wire = base64Url(R"({"alg":"RSA-OAEP","enc":"A256GCM"})") + ".AAAA.BBBB.CCCCDDDD.EEEE";
    const DecodeTree tree = open(wire, LocationKind::cookie);
    EXPECT_EQ(at(tree, "jwt/header/base64/json/enc"), "A256GCM");
    EXPECT_EQ(tree.node(*find(tree, "jwt/ciphertext")).verdict, Verdict::encrypted);
}

TEST(JwtDecoder, OtherDottedTextIsNot)
{
    for (const std::string_view text : {"eyJ.eyJ.abc", "eyJhIjoxfQ.eyJhIjoxfQ.x", "a.b.c"})
        EXPECT_FALSE(find(open(text), "jwt")) << text;
}
