// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/identifiers.h"

#include "core/leak/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;
using session::SentIdentifier;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

std::vector<SentIdentifier> in(const std::string &json)
{
    const OpenedRequest request(
        Sent{.url = "https://c.example.net/e", .body = json, .contentType = "application/json"});
    return sentIdentifiers(*bundledRules(), request.message);
}

} // namespace

TEST(Identifiers, fromBodyUrlAndCookies)
{
    const OpenedRequest request(Sent{.url = "https://c.example.net/e?adv_id=11111111-2222-4333-8444-555555555555",
        .headers = {{"Cookie", "yandexuid=1234567890123456; theme=dark"}},
        .body = R"({"distinct_id":"4f0a9c1e-1111"})",
        .contentType = "application/json"});
    EXPECT_THAT(sentIdentifiers(*bundledRules(), request.message),
        ElementsAre(SentIdentifier{"distinct_id", "4f0a9c1e-1111"},
            SentIdentifier{"gaid", "11111111-2222-4333-8444-555555555555"},
            SentIdentifier{"yandex_uid", "1234567890123456"}));
}

TEST(Identifiers, shapes)
{
    EXPECT_THAT(in(R"({"imei":"490154203237518"})"), Contains(SentIdentifier{"imei", "490154203237518"}));
    EXPECT_THAT(in(R"({"imei":"490154203237519"})"), IsEmpty());
    EXPECT_THAT(
        in(R"({"android_id":"a1b2c3d4e5f60718"})"), ElementsAre(SentIdentifier{"android_id", "a1b2c3d4e5f60718"}));
    EXPECT_THAT(in(R"({"android_id":"not hex at all!!"})"), IsEmpty());
    EXPECT_THAT(in(R"({"gaid":"00000000-0000-0000-0000-000000000000"})"), IsEmpty());
    EXPECT_THAT(in(R"({"user_id":null,"distinct_id":"undefined","uid":"1"})"), IsEmpty());
    EXPECT_THAT(in(R"({"search_word":"how to leave my job"})"), IsEmpty());
}

TEST(Identifiers, eachOnceAndNotTooMany)
{
    EXPECT_EQ(in(R"([{"distinct_id":"abcdefgh"},{"distinct_id":"abcdefgh"}])").size(), 1U);
    std::string many = "[";
    for (int i = 0; i < 500; ++i)
        many += (i > 0 ? ",{\"distinct_id\":\"person" : "{\"distinct_id\":\"person") + std::to_string(i) + "\"}";
    EXPECT_LE(in(many + "]").size(), 64U);
}
