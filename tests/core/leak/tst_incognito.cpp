// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/incognito.h"

#include "core/leak/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;
using base::Timestamp;
using session::IncognitoBasis;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Incognito, marks)
{
    PrivateBrowsing browsing;
    EXPECT_FALSE(browsing.contains({5}));
    browsing.setSpans({{{10}, Timestamp{20}}, {{30}, std::nullopt}});
    EXPECT_TRUE(browsing.contains({10}));
    EXPECT_FALSE(browsing.contains({20}));
    EXPECT_TRUE(browsing.contains({99}));
    EXPECT_THAT(browsing.incognitoOf({25}, Timestamp{15}, false), ElementsAre(IncognitoBasis::marked)) << "sent later";
    EXPECT_THAT(
        browsing.incognitoOf({15}, std::nullopt, true), ElementsAre(IncognitoBasis::marked, IncognitoBasis::payload));
    EXPECT_THAT(browsing.incognitoOf({25}, Timestamp{25}, false), IsEmpty());
    browsing.setSpans({}, true);
    EXPECT_TRUE(browsing.contains({25}));
}

namespace {

/// The values of "url" in events that say they are private.
std::vector<std::string> privateUrls(const std::string &json)
{
    const OpenedRequest request(
        Sent{.url = "https://c.example.net/e", .body = json, .contentType = "application/json"});
    const decode::DecodeTree &tree = request.message.trees.back().tree;
    const auto stated = statedPrivate(*bundledRules(), tree);
    std::vector<std::string> urls;
    for (std::uint32_t i = 0; i < stated.size(); ++i) {
        if (stated[i] && tree.node(i).key == "url")
            urls.emplace_back(base::asText(tree.content(i)));
    }
    return urls;
}

} // namespace

TEST(Incognito, thePayloadSaysSo)
{
    EXPECT_THAT(
        privateUrls(
            R"([{"event":"download_files","properties":{"type":"privacy","url":"u1"}},{"event":"download_files","properties":{"type":"general","url":"u2"}}])"),
        ElementsAre("u1"));
    EXPECT_THAT(privateUrls(R"([{"event":"other","properties":{"type":"privacy","url":"u1"}}])"), IsEmpty());
    EXPECT_THAT(privateUrls(R"({"context":{"isIncognito":true},"page":{"url":"u1"}})"), ElementsAre("u1"));
    EXPECT_THAT(privateUrls(R"({"context":{"isIncognito":false},"page":{"url":"u1"}})"), IsEmpty());
}

TEST(Incognito, allThreeBasesCountTogether)
{
    PrivateBrowsing browsing;
    browsing.setSpans({{{10}, Timestamp{20}}});
    browsing.setDeviceSpans({{{15}, Timestamp{30}}});
    using enum telltale::session::IncognitoBasis;
    using Bases = std::vector<telltale::session::IncognitoBasis>;
    EXPECT_EQ(browsing.incognitoOf({16}, std::nullopt, true), (Bases{marked, payload, device}));
    EXPECT_EQ(browsing.incognitoOf({25}, std::nullopt, false), Bases{device});
    EXPECT_EQ(browsing.incognitoOf({90}, Timestamp{25}, false), Bases{device}) << "sent later";
    EXPECT_EQ(browsing.incognitoOf({90}, Timestamp{12}, true), (Bases{marked, payload}));
    EXPECT_TRUE(browsing.incognitoOf({90}, std::nullopt, false).empty());
    EXPECT_TRUE(browsing.contains({25}));
}
