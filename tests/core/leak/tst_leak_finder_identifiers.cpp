// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leak/requests.h"
#include "leak/leak_finder.h"
#include "rules/registrable_domain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

using namespace telltale;
using namespace telltale::leak;
using session::LeakKind;

namespace {

const std::string device = "4f0a9c1e-1111-4222-8333-123456789abc";

Sent event(const std::string &host, double seconds, std::uint64_t packet, const std::string &id = device)
{
    return {.url = "https://" + host + "/track",
        .headers = {{"User-Agent", "Dalvik/2.1.0"}},
        .body = R"({"distinct_id":")" + id + R"(","event":"start"})",
        .contentType = "application/json",
        .seconds = seconds,
        .packet = packet};
}

base::Timestamp at(double seconds)
{
    return {1767225600'000000000 + static_cast<std::int64_t>(seconds * 1e9)};
}

RequestRecord withDomain(const Sent &sent)
{
    RequestRecord record = recorded(sent);
    record.recipient.domain = rules::registrableDomain(record.recipient.host);
    return record;
}

/// Private browsing from second 10 to 20.
Findings find(const std::vector<Sent> &requests, const std::vector<std::string> &declared = {})
{
    LeakFinder finder(bundledRules(), declared);
    finder.setPrivateSpans({{at(10), at(20)}});
    for (const Sent &sent : requests)
        finder.addRequest(withDomain(sent));
    return finder.take();
}

std::vector<std::string> leaks(const Findings &findings)
{
    std::vector<std::string> lines;
    for (const session::Leak &leak : findings.leaks)
        lines.push_back(leak.recipient.host + " " + session::text(leak.exchange) + " " + leak.label
            + (leak.incognito ? " private" : ""));
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace

TEST(LeakFinderIdentifiers, oneThatIsSentInsideAndOutsideJoinsBoth)
{
    const auto findings = find({event("sa.example.org", 1, 1), event("sa.example.org", 11, 2),
        event("sa.example.org", 12, 3), event("sa.example.org", 30, 4)});
    ASSERT_THAT(leaks(findings), testing::ElementsAre("sa.example.org c1.x1 distinct_id, seen in private browsing"));
    const session::Leak &leak = findings.leaks[0];
    EXPECT_EQ(leak.kind, LeakKind::identifier);
    EXPECT_EQ(leak.basis, session::LeakBasis::harvested);
    EXPECT_EQ(leak.value, device);
    EXPECT_EQ(leak.path.back(), "distinct_id");
    EXPECT_EQ(leak.bytes.size(), device.size());
    ASSERT_TRUE(leak.source);
    EXPECT_EQ(session::text(leak.source->exchange), "c2.x1");
    EXPECT_EQ(leak.source->time, at(11));
    EXPECT_EQ(leak.source->host, "sa.example.org");
}

TEST(LeakFinderIdentifiers, whoElseGotItIsToldOnce)
{
    EXPECT_THAT(leaks(find({event("sa.example.org", 11, 1), event("stats.example.net", 12, 2),
                    event("stats.example.net", 25, 3), event("more.example.org", 13, 4)})),
        testing::ElementsAre("stats.example.net c2.x1 distinct_id, seen in private browsing private"))
        << "hosts of one owner are one recipient";
}

TEST(LeakFinderIdentifiers, alsoHashed)
{
    // SHA-1 of the identifier.
    const auto findings = find({event("sa.example.org", 11, 1),
        {.url = "https://ads.example.net/p?h=0cac42b2ff65972b0cf039f71258201b5ca2dc6a", .seconds = 30, .packet = 2}});
    ASSERT_EQ(findings.leaks.size(), 1U);
    EXPECT_EQ(findings.leaks[0].match, "sha1");
}

TEST(LeakFinderIdentifiers, whatIsNone)
{
    EXPECT_TRUE(leaks(find({event("sa.example.org", 1, 1), event("sa.example.org", 30, 2)})).empty())
        << "nothing was private";
    EXPECT_TRUE(leaks(find({event("sa.example.org", 11, 1), event("sa.example.org", 19, 2)})).empty())
        << "all was private";
    EXPECT_TRUE(
        leaks(find({event("sa.example.org", 11, 1, "guest12"), event("sa.example.net", 30, 2, "guest12")})).empty())
        << "too short to be one phone's";
    EXPECT_TRUE(
        leaks(find({event("sa.example.org", 11, 1), event("sa.example.org", 30, 2, "b" + device.substr(1))})).empty())
        << "another";
}

TEST(LeakFinderIdentifiers, whatTheUserDeclaredIsNotToldTwice)
{
    const auto findings = find({event("sa.example.org", 11, 1), event("sa.example.net", 30, 2)}, {device});
    for (const session::Leak &leak : findings.leaks)
        EXPECT_EQ(leak.kind, LeakKind::declared);
    EXPECT_EQ(findings.leaks.size(), 2U);
}

TEST(LeakFinderIdentifiers, theOrderOfRequestsDoesNotCount)
{
    std::vector<Sent> requests{event("sa.example.org", 1, 1), event("sa.example.org", 11, 2),
        event("stats.example.net", 12, 3), event("stats.example.net", 30, 4), event("x.example.com", 5, 5)};
    const auto expected = leaks(find(requests));
    EXPECT_EQ(expected.size(), 3U);
    const auto before = [](const Sent &a, const Sent &b) { return a.packet < b.packet; };
    std::sort(requests.begin(), requests.end(), before);
    do {
        EXPECT_EQ(leaks(find(requests)), expected);
    } while (std::next_permutation(requests.begin(), requests.end(), before));
}

TEST(LeakFinderIdentifiers, otherAppsSpeakMeanwhile)
{
    const auto of = [](const char *app, Sent sent) {
        RequestRecord record = recorded(sent);
        record.app = session::App{app, {}, session::AppSource::payload, session::Confidence::likely};
        return record;
    };
    const std::string theirs = "b" + device.substr(1);
    LeakFinder finder(bundledRules(), {});
    finder.setPrivateSpans({{at(10), at(20)}});
    for (const double second : {12.0, 30.0}) {
        const auto packet = static_cast<std::uint64_t>(second);
        finder.addRequest(of("com.android.browser", event("sa.example.org", second, packet)));
        finder.addRequest(of("com.miui.analytics", event("sys.example.org", second, packet + 1, theirs)));
    }
    finder.addRequest(of("com.android.browser",
        {.url = "https://clinic.example.org/a", .headers = navigation(), .seconds = 11, .packet = 50}));
    EXPECT_THAT(
        leaks(finder.take()), testing::ElementsAre("sa.example.org c30.x1 distinct_id, seen in private browsing"));
    // That app got hold of a private address: what it sends beside counts.
    Sent told = event("sys.example.net", 15, 60, theirs);
    told.body.insert(1, R"("u":"https://clinic.example.org/a",)");
    finder.addRequest(of("com.miui.analytics", told));
    (void)finder.take();
    finder.addRequest(recorded(event("sys.example.com", 40, 70, theirs)));
    EXPECT_THAT(
        leaks(finder.take()), testing::Contains("sys.example.com c70.x1 distinct_id, seen in private browsing"));
}

TEST(LeakFinderIdentifiers, whatATrackerKeepsInAPagesCookie)
{
    const auto cookie = [](double seconds) {
        return Sent{.url = "https://clinic.example.org/",
            .headers = {{"Cookie", "tracker=" + device}},
            .seconds = seconds,
            .packet = 9};
    };
    EXPECT_TRUE(leaks(find({event("sa.example.net", 11, 1), cookie(12)})).empty()) << "of the private window";
    EXPECT_EQ(leaks(find({event("sa.example.net", 11, 1), cookie(30)})).size(), 1U) << "it outlived it";
}

TEST(LeakFinderIdentifiers, howOftenIsAskedDoesNotCount)
{
    // A file is asked now and then while it is read, without looking back, and once at its end.
    std::vector<std::vector<std::string>> results;
    for (const bool often : {false, true}) {
        LeakFinder finder(bundledRules(), {"purple otter 4821"});
        finder.setPrivateSpans({{at(10), at(20)}});
        finder.addRequest(
            recorded({.url = "https://clinic.example.org/a", .headers = navigation(), .seconds = 11, .packet = 9}));
        Sent told = event("sys.example.net", 15, 2);
        told.body.insert(1, R"("w":"purple otter 4821",)");
        RequestRecord other = recorded(told); // not by the app that browses: it counts for what goes with it
        other.app = session::App{"com.miui.analytics", {}, session::AppSource::payload, session::Confidence::likely};
        finder.addRequest(std::move(other));
        std::vector<std::string> found = often ? leaks(finder.take(false)) : std::vector<std::string>();
        finder.addRequest(recorded(event("sys.example.net", 30, 3)));
        finder.closeTyped(std::nullopt);
        for (std::string &line : leaks(finder.take()))
            found.push_back(std::move(line));
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        EXPECT_THAT(found, testing::Contains("sys.example.net c3.x1 distinct_id, seen in private browsing"));
        results.push_back(std::move(found));
    }
    EXPECT_EQ(results[0], results[1]);
}

TEST(LeakFinderIdentifiers, aMarkThatComesLaterCounts)
{
    LeakFinder finder(bundledRules(), {});
    for (const Sent &sent : {event("sa.example.org", 1, 1), event("sa.example.org", 11, 2)})
        finder.addRequest(recorded(sent));
    EXPECT_TRUE(finder.take().leaks.empty());
    finder.setPrivateSpans({{at(10), at(20)}});
    EXPECT_EQ(finder.take().leaks.size(), 1U);
    finder.setPrivateSpans({{at(10), at(21)}});
    EXPECT_TRUE(finder.take().leaks.empty()) << "it is known already";
    finder.addRequest(recorded(event("stats.example.net", 40, 3)));
    EXPECT_EQ(finder.take().leaks.size(), 1U);
}

TEST(LeakFinderIdentifiers, privateLeaksSayWhatJoinsThemWithTheRest)
{
    const Sent visit{.url = "https://clinic.example.org/a", .headers = navigation(), .seconds = 11, .packet = 20};
    const auto told = [](const std::string &host, double seconds, std::uint64_t packet) {
        Sent sent = event(host, seconds, packet);
        sent.body.insert(1, R"("u":"https://clinic.example.org/a",)");
        return sent;
    };
    for (const bool before : {true, false}) {
        const auto findings = find({visit, event("sa.example.net", before ? 1 : 30, 1), told("sa.example.net", 12, 2),
            told("stats.example.com", 13, 3)});
        std::map<std::string, std::string> links;
        for (const session::Leak &leak : findings.leaks) {
            if (leak.kind == LeakKind::visitedUrl)
                links[leak.recipient.host] = leak.linkedBy ? leak.linkedBy->kind + " " + leak.linkedBy->value : "";
        }
        const std::map<std::string, std::string> expected{
            {"sa.example.net", "distinct_id " + device}, {"stats.example.com", ""}};
        EXPECT_EQ(links, expected);
    }
}

TEST(LeakFinderIdentifiers, aLimitIsTold)
{
    FinderLimits limits;
    limits.identifiers = 1;
    LeakFinder finder(bundledRules(), {}, limits);
    finder.setPrivateSpans({}, true);
    finder.addRequest(recorded(event("sa.example.org", 1, 1)));
    finder.addRequest(recorded(event("sa.example.org", 2, 2, "b" + device.substr(1))));
    const auto findings = finder.take();
    ASSERT_EQ(findings.anomalies.size(), 1U);
    EXPECT_STREQ(findings.anomalies[0].id, "leak.secret_limit");
}
