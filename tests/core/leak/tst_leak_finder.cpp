// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/leak_finder.h"

#include "core/leak/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

using namespace telltale;
using namespace telltale::leak;
using session::LeakKind;

namespace {

const std::string saBody =
    "crc=1386091973&gzip=1&data_list=H4sIAAAAAAACAJXOUW7DIBBF0a1Y7xtLBpzW5i%2FrqCqLwMShtRmEx4miKHuvonYD3cA99%"
    "2BMBuReCg1QfvqFAV8oCh418DRcoSFoJTh%2BGwYzadJ02ViGmTVIOMqUIh%2F7c%2BTFoarXWuu2NMe1grW21sf3h7X0Y%"
    "2FSlAoVQuVCXRBvfAvlGcfhXKc8qviZl5XgjqT59uXF%2F9C98a4WYhf6VmvTdffILCvv8LX7ycua5wOOZYOcVjKXg%2BP38AX9ICPwMBAAA%3D";

Sent googled(const std::string &raw, double seconds = 1, std::uint64_t packet = 1)
{
    return {
        .url = "https://www.google.com/search?q=" + raw, .headers = navigation(), .seconds = seconds, .packet = packet};
}

Sent typed(const std::string &raw, double seconds = 1, std::uint64_t packet = 1)
{
    return {
        .url = "https://www.google.com/complete/search?client=chrome&q=" + raw, .seconds = seconds, .packet = packet};
}

Sent json(const std::string &body, std::uint64_t packet = 50, double seconds = 2)
{
    return {.url = "https://api.mixpanel.com/track",
        .body = body,
        .contentType = "application/json",
        .seconds = seconds,
        .packet = packet};
}

std::vector<std::string> summaries(const Findings &findings)
{
    std::vector<std::string> lines;
    for (const auto &leak : findings.leaks) {
        lines.push_back(leak.id + " " + leak.label + " " + leak.value + " " + leak.location + " "
            + std::to_string(leak.bytes.from) + "-" + std::to_string(leak.bytes.to) + " "
            + (leak.source ? session::text(leak.source->exchange) : ""));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace

TEST(LeakFinder, theStoryOf2020)
{
    const auto findings = findIn({googled("how+to+leave+my+job"),
        {.url = "https://sa.api.intl.miui.com/sa?project=global_browser_mini&r=IN",
            .headers = {{"User-Agent", "Dalvik/2.1.0"}},
            .body = saBody,
            .seconds = 2,
            .packet = 7}});
    ASSERT_EQ(findings.searches.size(), 1U);
    EXPECT_EQ(findings.searches[0].engine, "Google");
    EXPECT_EQ(findings.searches[0].query, "how to leave my job");
    ASSERT_EQ(findings.leaks.size(), 1U);
    const session::Leak &leak = findings.leaks[0];
    EXPECT_EQ(leak.kind, LeakKind::searchQuery);
    EXPECT_EQ(leak.basis, session::LeakBasis::searchUrl);
    EXPECT_EQ(leak.label, "search at Google");
    EXPECT_EQ(leak.location, "body");
    ASSERT_FALSE(leak.path.empty());
    EXPECT_EQ(leak.path.back(), "search_word");
    EXPECT_THAT(leak.path, testing::Contains("gzip"));
    EXPECT_EQ(leak.sender.by, session::SentBy::app);
    ASSERT_TRUE(leak.eventTime);
    EXPECT_EQ(leak.eventTime->nanoseconds, 1588291200123'000000);
    EXPECT_THAT(leak.identifiers,
        testing::Contains(session::SentIdentifier{"distinct_id", "4f0a9c1e-1111-4222-8333-123456789abc"}));
    EXPECT_EQ(saBody.substr(leak.bytes.from, 8), "H4sIAAAA");
    ASSERT_TRUE(leak.source);
    EXPECT_EQ(session::text(leak.source->exchange), session::text(session::ExchangeId{{1, 0}, 1}));
}

TEST(LeakFinder, whatIsAndWhatIsNot)
{
    const struct {
        const char *what;
        std::string query;
        Sent sent;
        std::size_t leaks;
    } cases[] = {
        {"umlaut", "abortion%20clinic%20k%C3%B6ln", json(R"({"w":"Abortion Clinic K\u00d6LN"})"), 1},
        {"decomposed", "abortion%20clinic%20k%C3%B6ln", json("{\"w\":\"abortion clinic ko\u0308ln\"}"), 1},
        {"plus", "purple+otter", json(R"({"u":"x=purple+otter&y"})"), 1},
        {"longer word", "purple+otter", json(R"({"w":"purple otters"})"), 0},
        {"part of it", "purple+otter", json(R"({"w":"purple"})"), 0},
        {"short, whole", "cat", json(R"({"w":"cat"})"), 1},
        {"short, part", "cat", json(R"({"w":"a cat"})"), 0},
        {"describes the device", "android", json(R"({"$os":"Android"})"), 0},
        {"word as a search", "android", json(R"({"search_word":"Android"})"), 1},
        {"own host name", "mixpanel", json(R"({"lib":"x"})"), 0},
        {"package name", "facebook", json(R"({"p":"com.facebook.katana","u":"https://www.facebook.com/x"})"), 0},
        {"two places, one leak", "purple+otter", json(R"({"a":"purple otter","b":{"c":"purple otter"}})"), 1},
        {"results address, once", "purple+otter", json(R"({"url":"https://www.google.com/search?q=purple+otter"})"), 1},
        {"engine itself", "purple+otter", {.url = "https://www.google.com/gen_204?x=purple+otter", .packet = 50}, 0},
        {"engine elsewhere", "purple+otter", {.url = "https://www.google.de/gen_204?x=purple+otter", .packet = 50}, 0},
        {"browser header", "samsung",
            {.url = "https://c.example.net/", .headers = {{"User-Agent", "Foo samsung bar"}}, .packet = 50}, 0},
        {"cookie", "purple+otter",
            {.url = "https://c.example.net/", .headers = {{"Cookie", "w=purple%20otter"}}, .packet = 50}, 1},
        {"typed only", "", {.url = "https://c.example.net/?x=purple", .packet = 50}, 0},
    };
    for (const auto &c : cases) {
        const auto findings = findIn({googled(c.query), c.sent});
        EXPECT_EQ(findings.leaks.size(), c.leaks) << c.what;
    }
}

TEST(LeakFinder, theBodysPlainestValueIsShown)
{
    const auto findings = findIn({googled("purple+otter"),
        {.url = "https://c.example.net/t?w=purple+otter",
            .headers = {{"Referer", "https://x.example.net/?w=purple+otter"}},
            .body =
                R"({"u":"https://www.google.com/search?q=purple+otter","t":"about purple otter","b":{"c":"purple otter"}})",
            .contentType = "application/json",
            .packet = 50}});
    ASSERT_EQ(findings.leaks.size(), 1U);
    EXPECT_EQ(findings.leaks[0].location, "body");
    EXPECT_EQ(findings.leaks[0].path.back(), "c");
    EXPECT_EQ(findings.leaks[0].sender.origin, "https://x.example.net");
}

TEST(LeakFinder, refererLeaksSaySo)
{
    const auto findings = findIn({googled("purple+otter"),
        {.url = "https://ads.example.net/p.gif",
            .headers = {{"Referer", "https://www.google.com/search?q=purple+otter&x=1"}},
            .packet = 50}});
    ASSERT_EQ(findings.leaks.size(), 1U);
    EXPECT_EQ(findings.leaks[0].location, "header:Referer");
    EXPECT_EQ(findings.leaks[0].label, "search at Google, in the Referer header");
    EXPECT_EQ(findings.leaks[0].sender.by, session::SentBy::page);
    EXPECT_EQ(findings.leaks[0].sender.origin, "https://www.google.com");
    EXPECT_EQ(findings.leaks[0].sender.party, session::Party::third);
}

TEST(LeakFinder, visitedAddresses)
{
    const Sent visit{.url = "https://clinic.example.org/appointments/confidential?case=77-A", .headers = navigation()};
    const auto count = [&](const Sent &sent) { return findIn({visit, sent}).leaks.size(); };
    const auto findings =
        findIn({visit, json(R"({"$current_url":"https://clinic.example.org/appointments/confidential?case=77-A"})")});
    ASSERT_EQ(findings.leaks.size(), 1U);
    EXPECT_EQ(findings.leaks[0].kind, LeakKind::visitedUrl);
    EXPECT_EQ(findings.leaks[0].basis, session::LeakBasis::harvested);
    EXPECT_TRUE(findings.searches.empty());
    EXPECT_EQ(count(json(R"({"u":"https://clinic.example.org/appointments/other"})")), 0U) << "another page";
    EXPECT_EQ(count(json(R"({"u":"https://clinic.example.org/"})")), 0U) << "the front page";
    EXPECT_EQ(count({.url = "https://stats.example.org/"
                            "?u=https%3A%2F%2Fclinic.example.org%2Fappointments%2Fconfidential%3Fcase%3D77-A",
                  .packet = 50}),
        0U)
        << "its own site";
    EXPECT_EQ(count({.url = "https://c.example.net/"
                            "?u=https%3A%2F%2Fclinic.example.org%2Fappointments%2Fconfidential%3Fcase%3D77-A",
                  .packet = 50}),
        1U);
}

TEST(LeakFinder, frontPagesAreNotReportedFromReferers)
{
    const Sent visit{.url = "https://clinic.example.org/", .headers = navigation()};
    EXPECT_EQ(
        findIn(
            {visit,
                {.url = "https://c.example.net/",
                    .headers = {{"Referer", "https://clinic.example.org/"}, {"Origin", "https://clinic.example.org"}},
                    .packet = 50}})
            .leaks.size(),
        0U);
    EXPECT_EQ(findIn({visit, json(R"({"page":"https://clinic.example.org"})")}).leaks.size(), 1U);
}

TEST(LeakFinder, declaredSecrets)
{
    const auto findings =
        findIn({json(R"({"mail":"Jane.Doe@example.org"})")}, {"jane.doe@example.org", "other secret"});
    ASSERT_EQ(findings.leaks.size(), 1U);
    EXPECT_EQ(findings.leaks[0].kind, LeakKind::declared);
    EXPECT_EQ(findings.leaks[0].basis, session::LeakBasis::declared);
    EXPECT_FALSE(findings.leaks[0].source);
}

TEST(LeakFinder, theOrderOfRequestsDoesNotMatter)
{
    std::vector<Sent> requests = {googled("purple+otter+4821", 10, 1), googled("Purple%20Otter%204821", 30, 2),
        {.url = "https://duckduckgo.com/?q=purple+otter+4821", .headers = navigation(), .seconds = 20, .packet = 3},
        {.url = "https://duckduckgo.com/favicon.ico",
            .headers = {{"Referer", "https://duckduckgo.com/?q=purple+otter+4821"}},
            .seconds = 21,
            .packet = 4},
        {.url = "https://www.google.com/gen_204?x=purple+otter+4821", .seconds = 11, .packet = 5},
        {.url = "https://clinic.example.org/a?case=7", .headers = navigation(), .seconds = 40, .packet = 6},
        {.url = "https://clinic.example.org/a?case=7&more=1", .headers = navigation(), .seconds = 41, .packet = 7},
        json(
            R"({"time":1588291200123,"w":"purple otter 4821","u":"https://clinic.example.org/a?case=7&more=1"})", 8, 5),
        json(R"({"w":"x\tPURPLE  otter 4821"})", 9, 50),
        {.url = "https://c.example.net/s",
            .body = "data=eyJ3IjoicHVycGxlIG90dGVyIDQ4MjEifQ%3D%3D",
            .seconds = 51,
            .packet = 10},
        {.url = "https://c.example.net/s?u=https%3A%2F%2Fclinic.example.org%2Fa%3Fcase%3D7",
            .seconds = 52,
            .packet = 11},
        typed("seven+", 60, 12), typed("seven+he", 61, 13), typed("seven+herons", 62, 14),
        json(R"({"w":"seven herons","v":"seven he"})", 15, 61)};
    const auto expected = summaries(findIn(requests));
    EXPECT_GE(expected.size(), 7U);
    std::mt19937 random(4821);
    for (int round = 0; round < 40; ++round) {
        std::shuffle(requests.begin(), requests.end(), random);
        LeakFinder finder(bundledRules(), {});
        std::map<std::string, session::Leak> byId;
        const auto drain = [&] {
            for (auto &leak : finder.take(round % 2 == 0).leaks)
                byId[leak.id] = leak;
        };
        for (const Sent &sent : requests) {
            finder.addRequest(recorded(sent));
            drain();
        }
        finder.closeTyped(std::nullopt);
        Findings last = finder.take();
        EXPECT_EQ(last.searches.back().query, "seven herons");
        for (auto &leak : last.leaks)
            byId[leak.id] = leak;
        Findings all;
        for (const auto &[id, leak] : byId)
            all.leaks.push_back(leak);
        ASSERT_EQ(summaries(all), expected) << "round " << round;
    }
}

TEST(LeakFinder, marksMayComeLater)
{
    LeakFinder finder(bundledRules(), {});
    finder.addRequest(recorded(googled("purple+otter", 10)));
    finder.addRequest(recorded(json(R"({"w":"purple otter"})", 50, 100)));
    finder.addRequest(recorded(json(R"({"time":1767225615,"w":"purple otter"})", 51, 100)));
    EXPECT_EQ(finder.take().leaks.size(), 2U);
    const base::Timestamp from{1767225605'000000000};
    finder.setPrivateSpans({{from, base::Timestamp{from.nanoseconds + 30 * base::nanosecondsPerSecond}}});
    const auto changed = finder.take();
    ASSERT_EQ(changed.searches.size(), 1U);
    EXPECT_TRUE(changed.searches[0].incognito);
    ASSERT_EQ(changed.leaks.size(), 1U) << "the one whose event happened in the span";
    EXPECT_TRUE(changed.leaks[0].incognito);
    finder.setPrivateSpans({});
    EXPECT_FALSE(finder.take().leaks.at(0).incognito);
    EXPECT_TRUE(finder.take().leaks.empty());
}

TEST(LeakFinder, theHistoryIsBounded)
{
    FinderLimits limits;
    limits.historyBytes = 64 << 10;
    LeakFinder finder(bundledRules(), {}, limits);
    finder.addRequest(recorded(json(R"({"w":"purple otter"})", 2)));
    for (std::uint64_t i = 0; i < 200; ++i)
        finder.addRequest(recorded(json("{\"w\":\"" + std::string(1000, 'x') + "\"}", 10 + i)));
    finder.addRequest(recorded(googled("purple+otter")));
    const auto findings = finder.take();
    EXPECT_TRUE(findings.leaks.empty()) << "forgotten by then";
    ASSERT_FALSE(findings.anomalies.empty());
    EXPECT_STREQ(findings.anomalies[0].id, "leak.history_limit");
}

TEST(LeakFinder, tooManySecretsAreAnAnomaly)
{
    FinderLimits limits;
    limits.base.secrets = 1;
    LeakFinder finder(bundledRules(), {"declared one"}, limits);
    finder.addRequest(recorded(googled("purple+otter")));
    const auto findings = finder.take();
    ASSERT_EQ(findings.anomalies.size(), 1U);
    EXPECT_STREQ(findings.anomalies[0].id, "leak.secret_limit");
}
