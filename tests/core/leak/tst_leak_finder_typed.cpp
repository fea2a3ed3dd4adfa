// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/leak_finder.h"

#include "core/leak/requests.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace telltale;
using namespace telltale::leak;

namespace {

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

Sent key(const std::string &text, double seconds, std::uint64_t packet, const std::string &host = "keys.example.net")
{
    return {.url = "https://" + host + "/log?w=" + text, .seconds = seconds, .packet = packet};
}

/// Somebody types "purple otter" letter by letter and gives up.
std::vector<Sent> typing(std::vector<Sent> others)
{
    const std::string text = "purple+otter";
    for (std::size_t size = 1; size <= text.size(); ++size)
        others.push_back(typed(text.substr(0, size), 1 + 0.2 * static_cast<double>(size), size));
    return others;
}

std::vector<std::string> leakedIn(const std::vector<Sent> &requests)
{
    std::vector<std::string> values;
    for (const session::Leak &leak : findIn(requests).leaks)
        values.push_back(leak.recipient.host + " " + leak.value);
    return values;
}

using Values = std::vector<std::string>;

} // namespace

TEST(LeakFinderTyped, whatIsTypedIsOneSearchAndASecret)
{
    const auto findings = findIn({typed("purp", 1, 1), typed("purple+ot", 1.5, 2), typed("purple+otter", 2, 3),
        json(R"({"w":"purple otter"})"), json(R"({"w":"purple ot"})", 51)});
    ASSERT_EQ(findings.searches.size(), 1U);
    const session::Search &search = findings.searches[0];
    EXPECT_TRUE(search.typed);
    EXPECT_EQ(search.query, "purple otter");
    EXPECT_EQ(search.id, "c1.x1.s");
    EXPECT_EQ(search.end.nanoseconds - search.time.nanoseconds, 1'000'000'000);
    EXPECT_EQ(search.exchanges.size(), 3U);
    ASSERT_EQ(findings.leaks.size(), 1U);
    EXPECT_EQ(findings.leaks[0].label, "text typed for Google");
    EXPECT_EQ(findings.leaks[0].basis, session::LeakBasis::harvested);
    EXPECT_EQ(session::text(findings.leaks[0].source->exchange), "c3.x1");
}

TEST(LeakFinderTyped, whatIsTypedMakesNoNoise)
{
    const struct {
        const char *what;
        std::vector<Sent> requests;
        std::size_t leaks;
    } cases[] = {
        {"four letters", {typed("otte"), json(R"({"w":"otte"})")}, 0},
        {"five letters", {typed("otter"), json(R"({"w":"otter"})")}, 1},
        {"two words", {typed("a+b"), json(R"({"w":"a b"})")}, 1},
        {"its beginning only", {typed("purple"), typed("purple+otter", 1.5, 2), json(R"({"w":"purple"})")}, 0},
        {"part of a word", {typed("otter"), json(R"({"w":"otters"})")}, 0},
        {"chosen from the list", {typed("purple"), googled("purple+otter", 2, 2), json(R"({"w":"purple"})")}, 0},
        {"the search that was chosen",
            {typed("purple"), googled("purple+otter", 2, 2), json(R"({"w":"purple otter"})")}, 1},
        {"other engines that suggest",
            {typed("purple+otter"),
                {.url = "https://ac.duckduckgo.com/ac/?q=purple+otter", .seconds = 1.1, .packet = 2},
                {.url = "https://duckduckgo.com/?q=purple+otter+4821", .seconds = 3, .packet = 3}},
            0},
        {"the engine itself",
            {typed("purple+otter"), {.url = "https://www.google.com/gen_204?x=purple+otter", .packet = 50}}, 0},
    };
    for (const auto &c : cases)
        EXPECT_EQ(findIn(c.requests).leaks.size(), c.leaks) << c.what;
}

TEST(LeakFinderTyped, typedTextIsToldWhenItIsComplete)
{
    LeakFinder finder(bundledRules(), {});
    finder.addRequest(recorded(json(R"({"w":"purple otter"})", 50, 4)));
    finder.addRequest(recorded(typed("purple+o", 1, 1)));
    const base::Timestamp now = recorded(typed("x", 2)).time;
    finder.closeTyped(now);
    EXPECT_TRUE(finder.take().searches.empty());
    finder.addRequest(recorded(typed("purple+otter", 3, 2)));
    finder.closeTyped(recorded(typed("x", 9)).time);
    const auto findings = finder.take();
    ASSERT_EQ(findings.searches.size(), 1U);
    EXPECT_EQ(findings.searches[0].query, "purple otter");
    EXPECT_EQ(findings.leaks.size(), 1U);
    finder.closeTyped(std::nullopt);
    EXPECT_TRUE(finder.take().searches.empty());
}

TEST(LeakFinderTyped, aHostThatIsToldLetterByLetter)
{
    const Sent five = key("purpl", 2, 50);
    const Sent six = key("purple", 2.2, 51);
    const Sent eight = key("purple+o", 2.4, 52);
    EXPECT_EQ(leakedIn(typing({five, six, eight})), Values{"keys.example.net purple o"});
    EXPECT_EQ(leakedIn(typing({eight, five, six})), Values{"keys.example.net purple o"}) << "in another order";
    // The last text is a secret of its own: one leak, not two.
    EXPECT_EQ(leakedIn(typing({five, six, key("purple+otter", 3, 53)})), Values{"keys.example.net purple otter"});
    EXPECT_EQ(leakedIn(typing({five, six})), Values{}) << "two may be chance";
    EXPECT_EQ(leakedIn(typing({five, key("purple", 1.8, 51), eight})), Values{}) << "not as it was typed";
    EXPECT_EQ(leakedIn(typing({five, key("purple", 2.2, 51, "other.example.org"), eight})), Values{}) << "two hosts";
    EXPECT_EQ(leakedIn(typing({key("purple+otters", 3, 50), key("purple+ot+x", 3.1, 51), key("purple+o+x", 3.2, 52)})),
        Values{})
        << "parts of other texts";
    EXPECT_EQ(leakedIn(typing({key("purpl", 2, 50, "ogs.google.com"), key("purple", 2.2, 51, "ogs.google.com"),
                  key("purple+o", 2.4, 52, "ogs.google.com")})),
        Values{})
        << "the engine itself";
    const auto leak = findIn(typing({five, six, eight})).leaks.at(0);
    EXPECT_EQ(leak.label, "text typed for Google");
    EXPECT_EQ(session::text(leak.exchange), "c52.x1");
}

TEST(LeakFinderTyped, aChosenSuggestionDoesNotHideTheLogger)
{
    auto requests = typing({key("purpl", 2, 50), key("purple", 2.2, 51), key("purple+o", 2.4, 52)});
    requests.push_back(googled("purple+otter+4821", 6, 60));
    EXPECT_EQ(leakedIn(requests), Values{"keys.example.net purple o"});
}

TEST(LeakFinderTyped, sequencesDoNotDependOnTheOrderOfRequests)
{
    auto requests = typing({key("purpl", 2, 50), key("purple", 2.2, 51), key("purple+o", 2.4, 52),
        key("purple+ot", 2.5, 53), key("purpl", 9, 54), json(R"({"texts":["purpl","purple","purple o"]})", 55)});
    const Values expected{"api.mixpanel.com purple o", "keys.example.net purple ot"};
    std::mt19937 random(4821);
    for (int round = 0; round < 20; ++round) {
        std::shuffle(requests.begin(), requests.end(), random);
        auto values = leakedIn(requests);
        std::sort(values.begin(), values.end());
        ASSERT_EQ(values, expected) << "round " << round;
    }
}
