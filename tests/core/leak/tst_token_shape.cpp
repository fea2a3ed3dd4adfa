// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/token_shape.h"

#include "core/leak/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;
using session::SentIdentifier;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(TokenShape, whatIsDrawnAtRandom)
{
    EXPECT_TRUE(isTokenLike("4f0a9c1e-1111-4222-8333-123456789abc"));
    EXPECT_TRUE(isTokenLike("1a201caf961bbd-03a35cc72e6c94a-11543b4c-921600-1a201caf9627c5"));
    EXPECT_TRUE(isTokenLike("d41d8cd98f00b204e9800998ecf8427e"));
    EXPECT_TRUE(isTokenLike("x7Gq02LmP9sT4vB1"));
}

TEST(TokenShape, whatIsNot)
{
    for (const char *text : {"how-to-leave-my-job", "com.android.browser.activities", "1588291200123456789",
             "2026-11-22T13:40:12.000Z", "Mozilla/5.0 (Linux; Android 10)", "short1a2b", "10.3.2.100-release-2",
             "aaaaaaaaaaaaaaaa1111", "https://news.example.org/today?x=1", ""})
        EXPECT_FALSE(isTokenLike(text)) << text;
}

TEST(TokenShape, fieldsAndCookiesOfARequest)
{
    const OpenedRequest request(
        Sent{.url = "https://t.example.com/c?zid=x7Gq02LmP9sT4vB1&api_key=k7Gq02LmP9sT4vB1&q=otters",
            .headers = {{"Cookie", "_vis=a81cde02f4a94c7fb0d1; theme=dark"}}});
    const auto tokens = sentTokens(*bundledRules(), request.message, {});
    EXPECT_THAT(tokens,
        ElementsAre(SentIdentifier{"cookie:_vis", "a81cde02f4a94c7fb0d1"}, SentIdentifier{"zid", "x7Gq02LmP9sT4vB1"}))
        << "an API key is the app's, not the phone's";
    EXPECT_THAT(sentTokens(*bundledRules(), request.message, tokens), IsEmpty()) << "a rule has named them already";
}
