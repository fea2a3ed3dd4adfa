// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/rule_leaks.h"

#include "core/leak/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

using namespace telltale;
using namespace telltale::leak;
using session::DataKind;
using session::LeakBasis;

namespace {

session::SentData data(DataKind kind, const std::string &name, const std::string &value, const std::string &key)
{
    return {kind, name, value, "known", "body", {"json", key}, {2, 9}, std::nullopt};
}

RequestRecord sent(const std::string &url, const std::string &body, std::vector<session::SentData> known,
    std::uint64_t packet = 50, double seconds = 2)
{
    RequestRecord record =
        recorded({.url = url, .body = body, .contentType = "application/json", .seconds = seconds, .packet = packet});
    record.data = std::move(known);
    return record;
}

const RequestRecord &tracked()
{
    static const RequestRecord record =
        sent("https://api.mixpanel.com/track", R"({"w":"purple otter","u":"https://clinic.example.org/a?case=7"})",
            {data(DataKind::searchQuery, "search words", "purple otter", "w"),
                data(DataKind::visitedUrl, "page address", "https://clinic.example.org/a?case=7", "u")});
    return record;
}

RequestRecord googled(double seconds = 1)
{
    return recorded(
        {.url = "https://www.google.com/search?q=purple+otter", .headers = navigation(), .seconds = seconds});
}

std::vector<std::string> lines(LeakFinder &finder)
{
    // Later batches replace what had the same id.
    std::map<std::string, std::string> byId;
    for (const session::Leak &leak : finder.take().leaks)
        byId[leak.id] = std::string(leak.basis == LeakBasis::rule ? "rule" : "known") + " " + leak.label + " "
            + leak.value + " " + leak.location + "/" + leak.path.back() + " " + std::to_string(leak.bytes.from) + " "
            + leak.id;
    std::vector<std::string> result;
    for (const auto &[id, line] : byId)
        result.push_back(line);
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace

TEST(RuleLeaks, whichKindsAreLeaks)
{
    LeakFinder finder(bundledRules(), {});
    finder.addRequest(sent("https://t.example.com/x",
        R"({"a":"52.5186","b":"ada","c":"ada@example.org","d":"[\"org.x\"]","e":"s3cret","f":"x1"})",
        {data(DataKind::location, "latitude", "52.5186", "a"), data(DataKind::account, "login id", "ada", "b"),
            data(DataKind::contact, "e-mail", "ada@example.org", "c"),
            data(DataKind::installedApps, "apps", "[\"org.x\"]", "d"),
            data(DataKind::credential, "password", "s3cret", "e"), data(DataKind::identifier, "gaid", "x1", "f"),
            data(DataKind::device, "model", "Redmi", "f"), data(DataKind::content, "text", "words", "f"),
            data(DataKind::interaction, "screen", "Diary", "f"), data(DataKind::time, "time", "1588291200", "f")}));
    std::vector<std::string> labels;
    for (const session::Leak &leak : finder.take().leaks) {
        labels.push_back(leak.label + "=" + leak.value);
        EXPECT_EQ(leak.basis, LeakBasis::rule);
        EXPECT_EQ(leak.location, "body");
        EXPECT_EQ(leak.bytes, (base::ByteRange{2, 9}));
    }
    EXPECT_THAT(labels,
        testing::UnorderedElementsAre(
            "latitude=52.5186", "login id=ada", "e-mail=ada@example.org", "apps=[\"org.x\"]", "password=s3cret"));
}

TEST(RuleLeaks, searchWordsAndAddressesAreLeaksAtOthers)
{
    const RuleLeaks policy(*bundledRules());
    const auto words = data(DataKind::searchQuery, "search words", "purple otter", "w");
    const auto page = data(DataKind::visitedUrl, "page", "https://clinic.example.org/a", "u");
    const auto at = [](const std::string &url) { return sent(url, "{}", {}); };
    const std::string tracker = "https://api.mixpanel.com/track";
    EXPECT_TRUE(policy.leakOf(at(tracker), words));
    EXPECT_FALSE(policy.leakOf(at("https://www.google.de/gen_204"), words)) << "an engine's own site";
    EXPECT_FALSE(policy.leakOf(at("https://log.bing.com/x"), words));
    EXPECT_FALSE(policy.leakOf(googled(), words)) << "a search itself";
    EXPECT_TRUE(policy.leakOf(at(tracker), page));
    EXPECT_FALSE(policy.leakOf(at("https://stats.example.org/x"), page)) << "a site knows its own addresses";
    const auto address = [](const char *url) { return data(DataKind::visitedUrl, "page", url, "u"); };
    EXPECT_FALSE(policy.leakOf(at(tracker), address("app://home")));
    EXPECT_FALSE(policy.leakOf(at(tracker), address("https://www.google.com/"))) << "everybody goes there";
    const auto results = policy.leakOf(at(tracker), address("https://www.google.com/search?q=purple+otter&x=1"));
    ASSERT_TRUE(results);
    EXPECT_EQ(results->kind, session::LeakKind::searchQuery) << "an address of results is the search";
    EXPECT_EQ(results->value, "purple otter");
}

TEST(RuleLeaks, whatIsKnownByItsTextIsOneLeakInWhateverOrder)
{
    std::vector<std::string> expected;
    {
        LeakFinder finder(bundledRules(), {});
        finder.addRequest(googled());
        finder.addRequest(tracked());
        expected = lines(finder);
    }
    ASSERT_EQ(expected.size(), 2U);
    EXPECT_THAT(expected[0], testing::StartsWith("known search at Google purple otter body/w 6 "));
    EXPECT_THAT(expected[1], testing::StartsWith("rule page address https://clinic.example.org/a?case=7 body/u 2 "));
    LeakFinder finder(bundledRules(), {});
    finder.addRequest(tracked());
    const auto before = lines(finder);
    ASSERT_EQ(before.size(), 2U);
    EXPECT_THAT(before[1], testing::StartsWith("rule search words purple otter body/w 2 "));
    finder.addRequest(googled());
    const auto changed = lines(finder);
    ASSERT_EQ(changed.size(), 1U) << "the search's own leak takes the place of the rule's";
    EXPECT_EQ(changed[0], expected[0]) << "with its id";
}

TEST(RuleLeaks, aDeclaredSecretStandsAlone)
{
    LeakFinder finder(bundledRules(), {"ada@example.org"});
    finder.addRequest(sent("https://t.example.com/x", R"({"c":"Ada@Example.org"})",
        {data(DataKind::contact, "e-mail", "Ada@Example.org", "c")}));
    const auto leaks = finder.take().leaks;
    ASSERT_EQ(leaks.size(), 1U);
    EXPECT_EQ(leaks[0].kind, session::LeakKind::declared);
}

TEST(RuleLeaks, aStatementOfPrivacyCounts)
{
    LeakFinder finder(bundledRules(), {});
    finder.setPrivateSpans({{{0}, std::nullopt}});
    finder.addRequest(
        sent("https://t.example.com/x", R"({"b":"ada"})", {data(DataKind::account, "login id", "ada", "b")}));
    const auto leaks = finder.take().leaks;
    ASSERT_EQ(leaks.size(), 1U);
    EXPECT_TRUE(leaks[0].incognito);
}

TEST(RuleLeaks, theValueBehindData)
{
    const RequestRecord &record = tracked();
    const ValueRecord *value = valueOf(record, record.data[0]);
    ASSERT_NE(value, nullptr);
    EXPECT_EQ(record.textOf(*value), "purple otter");
    EXPECT_EQ(valueOf(record, data(DataKind::account, "x", "y", "nowhere")), nullptr);
}
