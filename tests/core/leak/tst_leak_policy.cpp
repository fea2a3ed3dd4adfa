// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/leak_policy.h"

#include "core/leak/requests.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;
using session::LeakKind;

namespace {

const SecretSource google{"Google", "www.google.com", {{1, 0}, 1}, {100}};
const SecretSource duck{"DuckDuckGo", "duckduckgo.com", {{2, 0}, 1}, {200}};
const SecretSource clinic{"", "clinic.example.org", {{3, 0}, 1}, {300}};

RequestRecord to(const char *url, session::HeaderList headers = {})
{
    return recordRequest(
        *bundledRules(), OpenedRequest(Sent{.url = url, .headers = std::move(headers), .packet = 9}).message);
}

LeakVerdict judged(LeakKind kind, const std::vector<SecretSource> &sources, const RequestRecord &record,
    const char *text = "purple otter")
{
    SecretSet secrets(1);
    secrets.add(kind, text);
    return judge(*bundledRules(), secrets.secret(0), sources, record);
}

} // namespace

TEST(LeakPolicy, aSearchEngineMayKnowWhatItWasAsked)
{
    EXPECT_FALSE(judged(LeakKind::searchQuery, {google}, to("https://www.google.com/gen_204")).leak);
    EXPECT_FALSE(judged(LeakKind::searchQuery, {google}, to("https://ogs.google.com/x")).leak);
    EXPECT_FALSE(judged(LeakKind::searchQuery, {google}, to("https://www.google.de/x")).leak);
    EXPECT_TRUE(judged(LeakKind::searchQuery, {google}, to("https://api.mixpanel.com/track")).leak);
    EXPECT_TRUE(judged(LeakKind::searchQuery, {google}, to("https://duckduckgo.com/t/x")).leak);
    EXPECT_FALSE(judged(LeakKind::searchQuery, {google}, to("https://duckduckgo.com/?q=purple+otter")).leak)
        << "asked too";
    EXPECT_FALSE(judged(
        LeakKind::searchQuery, {google}, to("https://duckduckgo.com/t/x", {{"Referer", "https://duckduckgo.com/"}}))
                     .leak);
}

TEST(LeakPolicy, theEarliestSourceThatDidNotMeanTheRecipient)
{
    const std::vector<SecretSource> both{duck, google}; // a verdict points into it
    const auto verdict = judged(LeakKind::searchQuery, both, to("https://api.mixpanel.com/track"));
    ASSERT_TRUE(verdict.leak);
    EXPECT_EQ(verdict.source->engine, "Google");
    EXPECT_EQ(judged(LeakKind::searchQuery, both, to("https://www.google.com/gen_204")).source->engine,
        "DuckDuckGo");
}

TEST(LeakPolicy, aSiteMayKnowItsAddresses)
{
    const char *page = "https://clinic.example.org/a";
    EXPECT_FALSE(judged(LeakKind::visitedUrl, {clinic}, to("https://stats.example.org/x"), page).leak);
    EXPECT_TRUE(judged(LeakKind::visitedUrl, {clinic}, to("https://stats.example.com/x"), page).leak);
    EXPECT_FALSE(judged(LeakKind::declared, {{}}, to("https://stats.example.org/x"), page).leak);
    EXPECT_TRUE(judged(LeakKind::declared, {{}}, to("https://stats.example.com/x"), page).leak);
}

TEST(LeakPolicy, aDeclaredPhraseMayBeSearchedFor)
{
    EXPECT_FALSE(judged(LeakKind::declared, {{}}, to("https://www.google.com/search?q=purple+otter")).leak);
    EXPECT_TRUE(judged(LeakKind::declared, {{}}, to("https://api.mixpanel.com/track")).leak);
}

TEST(LeakPolicy, labels)
{
    SecretSet secrets(3);
    secrets.add(LeakKind::searchQuery, "purple otter");
    secrets.add(LeakKind::visitedUrl, "https://a.org/b");
    EXPECT_EQ(labelFor(secrets.secret(0), &google, "body"), "search at Google");
    EXPECT_EQ(labelFor(secrets.secret(0), &google, "header:referer"), "search at Google, in the Referer header");
    EXPECT_EQ(labelFor(secrets.secret(1), &clinic, "url"), "address visited");
}
