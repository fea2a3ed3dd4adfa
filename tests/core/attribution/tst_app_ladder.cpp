// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/app_ladder.h"

#include "core/attribution/requests.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;
using session::AppSource;
using session::Confidence;

namespace {

constexpr const char *webView = "Mozilla/5.0 (Linux; Android 13; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
                                "Version/4.0 Chrome/120.0 Mobile Safari/537.36";
constexpr const char *chrome = "Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) "
                               "Chrome/120.0.0.0 Mobile Safari/537.36";

} // namespace

TEST(AppLadder, aWebViewIsTheAppItsHeaderNames)
{
    const AppLadder ladder(bundledRules());
    const TestRequest request(
        "a.example.org", "/", {{"User-Agent", webView}, {"X-Requested-With", "com.mi.globalbrowser.mini"}});
    const auto app = ladder.best(request.message);
    ASSERT_TRUE(app);
    EXPECT_EQ(app->package, "com.mi.globalbrowser.mini");
    EXPECT_EQ(app->name, "Mint Browser");
    EXPECT_EQ(app->confidence, Confidence::likely);
    EXPECT_EQ(app->source, AppSource::header);
}

TEST(AppLadder, theEncryptedOneTrackStillNamesItsSender)
{
    const AppLadder ladder(bundledRules());
    const TestRequest request(
        "tracking.intl.miui.com", "/track/v4", {{"OT_sender", "com.miui.gallery"}, {"User-Agent", "okhttp/3.12"}});
    EXPECT_EQ(ladder.best(request.message)->package, "com.miui.gallery");
}

TEST(AppLadder, payloadBeatsABorrowedUserAgent)
{
    const AppLadder ladder(bundledRules());
    const TestRequest request(
        "c.example.net", "/sa", {{"User-Agent", chrome}}, R"([{"properties":{"$app_id":"com.kiwibrowser.browser"}}])");
    EXPECT_EQ(ladder.all(request.message).size(), 2U);
    const auto app = ladder.best(request.message);
    EXPECT_EQ(app->name, "Kiwi Browser");
    EXPECT_EQ(app->source, AppSource::payload);
}

TEST(AppLadder, aHostIsOnlyPossible)
{
    const AppLadder ladder(bundledRules());
    const TestRequest request("i.instagram.com", "/api", {{"User-Agent", "okhttp/4"}});
    const auto app = ladder.best(request.message);
    EXPECT_EQ(app->confidence, Confidence::possible);
    EXPECT_EQ(app->source, AppSource::host);
}

TEST(AppLadder, unknownIsANormalAnswer)
{
    const AppLadder ladder(bundledRules());
    const TestRequest request(
        "c.example.net", "/x", {{"User-Agent", "Dalvik/2.1.0"}, {"X-Requested-With", "XMLHttpRequest"}}, "a=b");
    EXPECT_FALSE(ladder.best(request.message));
    EXPECT_TRUE(ladder.all(request.message).empty());
}

TEST(AppLadder, aCertainClaimFromThePhoneWins)
{
    const session::App claims[] = {{"a.b", "", AppSource::header, Confidence::likely},
        {"c.d", "", AppSource::device, Confidence::certain}, {"e.f", "", AppSource::pcapdroid, Confidence::certain}};
    EXPECT_EQ(AppLadder::bestOf(claims)->package, "c.d");
    EXPECT_FALSE(AppLadder::bestOf({}));
}
