// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/base64_text.h"

#include "encode.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;

namespace {

std::string decoded(std::string_view text)
{
    const auto got = decodeBase64(text);
    return got ? std::string(base::asText(got->octets)) : "not base64";
}

bool hides(std::string_view text)
{
    const auto got = decodeBase64(text);
    return got && hidesText(text, *got);
}

} // namespace

TEST(Base64Text, Dialects)
{
    EXPECT_EQ(decoded("YWJj"), "abc");
    EXPECT_EQ(decoded("YWI="), "ab");
    EXPECT_EQ(decoded("YWI"), "ab");
    EXPECT_EQ(decoded("YQ=="), "a");
    EXPECT_EQ(decoded("Pj4+Pz8/"), ">>>???");
    EXPECT_EQ(decoded("Pj4-Pz8_"), ">>>???");
    EXPECT_EQ(decoded("Pj4 Pz8/"), ">>>???");
    EXPECT_EQ(decoded("YWJj\r\nZGVm\n"), "abcdef");
    EXPECT_EQ(decoded("Pj4+Pz8_"), "not base64");
    EXPECT_EQ(decoded("YW=Jj"), "not base64");
    EXPECT_EQ(decoded("YW{Jj"), "not base64");
    EXPECT_EQ(decoded("===="), "not base64");
}

TEST(Base64Text, WhatTheCharactersTell)
{
    EXPECT_TRUE(decodeBase64("YWI=")->padded);
    EXPECT_FALSE(decodeBase64("YWI")->padded);
    EXPECT_TRUE(decodeBase64("YWJjZ")->cutOff);
    EXPECT_FALSE(decodeBase64("YWJ")->canonical); // the unused bits are not zero
    EXPECT_TRUE(decodeBase64("Pj4 ")->spaces);
}

TEST(Base64Text, TextIsFoundAndIdentifiersAreNot)
{
    for (const std::string_view text : {"how to leave my job", "zqcanary7731", "what", "caf\xc3\xa9 au lait"})
        EXPECT_TRUE(hides(test::base64(text))) << text;
    EXPECT_TRUE(hides(test::base64("\xe5\xa6\x82\xe4\xbd\x95\xe7\xa6\xbb\xe8\x81\x8c"))); // Chinese
    for (const std::string_view text :
        {"d41d8cd98f00b204e9800998ecf8427e", "page_load_event_start", "usedSearchengine", "SensorsAnalyticsSDK",
            "AndroidManifest", "ComGoogleAndroidGms", "1588291200123", "searchengine", "MiuiBrowserGlobal", "QCOINXM"})
        EXPECT_FALSE(hides(text)) << text;
}

TEST(Base64Text, RandomTokensAreNotText)
{
    // A fixed generator: 20000 tokens of 16 base64 characters, as identifiers have them.
    std::uint64_t state = 88172645463325252ULL;
    std::size_t taken = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string octets;
        for (int k = 0; k < 12; ++k) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            octets += static_cast<char>(state >> 32);
        }
        taken += hides(test::base64(octets)) ? 1 : 0;
    }
    EXPECT_LE(taken, 1U);
}
