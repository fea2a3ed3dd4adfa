// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/typed_searches.h"

#include "core/leak/requests.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace telltale;
using namespace telltale::leak;

namespace {

struct Asked {
    double seconds;
    const char *url; // {} stands for the query
    const char *query;
    const char *app = "";
    const char *client = "10.42.0.2";
};

constexpr const char *google = "https://www.google.com/complete/search?client=chrome&q={}";
constexpr const char *submit = "https://www.google.com/search?q={}";
constexpr const char *baidu = "https://www.baidu.com/sugrec?wd={}";

RequestRecord recordOf(const Asked &asked, std::uint64_t packet)
{
    std::string url = asked.url;
    url.replace(url.find("{}"), 2, asked.query);
    RequestRecord record = recorded({.url = url, .seconds = asked.seconds, .packet = packet});
    record.client = net::IpAddress::parse(asked.client).value();
    record.appIsOwn = *asked.app != '\0';
    if (record.appIsOwn)
        record.app = session::App{asked.app, asked.app};
    return record;
}

/// "Google: purple otter [1 2 3]" for each typed search; the numbers are those of its requests, from 1.
std::string joined(const std::vector<Asked> &asked, std::optional<double> now = std::nullopt, bool shuffled = false)
{
    std::vector<RequestRecord> records;
    for (const Asked &one : asked)
        records.push_back(recordOf(one, records.size() + 1));
    if (shuffled)
        std::shuffle(records.begin(), records.end(), std::mt19937(7));
    TypedSearches searches(1000);
    for (const RequestRecord &record : records)
        EXPECT_TRUE(!record.search || searches.add(record));
    std::optional<base::Timestamp> until;
    if (now)
        until = recordOf({*now, submit, "x"}, 1).time;
    std::string text;
    for (const TypedSearch &search : searches.take(until)) {
        text += search.engine + ": " + search.query + " [";
        for (const session::ExchangeId &exchange : search.exchanges)
            text += (text.back() == '[' ? "" : " ") + std::to_string(exchange.connection.firstPacket);
        text += search.submitted ? "] submitted\n" : "]\n";
    }
    return text;
}

} // namespace

TEST(TypedSearches, growingPrefixesAreOneSearch)
{
    const std::vector<Asked> typing{{1, google, "p"}, {1.2, google, "pu"}, {1.4, google, "pur"},
        {1.6, google, "purple"}, {2.5, google, "purple+"}, {3, google, "purple+o"}, {3.5, google, "purple+otter"}};
    EXPECT_EQ(joined(typing), "Google: purple otter [1 2 3 4 5 6 7]\n");
    EXPECT_EQ(joined(typing, std::nullopt, true), joined(typing));
}

TEST(TypedSearches, aDeletedLetterOtherWordsAndAPauseBeginANewOne)
{
    const std::vector<Asked> typing{{1, google, "purple"}, {2, google, "purpl"}, {3, google, "purples"},
        {4, google, "otter"}, {9, google, "otters"}, {14.1, google, "otters+i"}};
    EXPECT_EQ(
        joined(typing), "Google: purple [1]\nGoogle: purples [2 3]\nGoogle: otters [4 5]\nGoogle: otters i [6]\n");
    EXPECT_EQ(joined(typing, std::nullopt, true), joined(typing));
}

TEST(TypedSearches, peopleAppsEnginesAndHostsAreToldApart)
{
    const std::vector<Asked> typing{{1, google, "pur"}, {1.1, baidu, "pur"}, {1.2, google, "purp", "", "10.42.0.3"},
        {1.3, google, "purp", "com.android.chrome"}, {1.4, baidu, "purp"},
        {1.5, "https://clients1.google.com/complete/search?q={}", "purp"}, {1.6, google, "purpl"}};
    EXPECT_EQ(joined(typing),
        "Google: purpl [1 7]\nBaidu: purp [2 5]\nGoogle: purp [3]\nGoogle: purp [4]\nGoogle: purp [6]\n");
    EXPECT_EQ(joined(typing, std::nullopt, true), joined(typing));
}

TEST(TypedSearches, caseAndCompositionDoNotMatter)
{
    EXPECT_EQ(
        joined({{1, google, "k"}, {2, google, "ko%CC%88"}, {3, google, "K%C3%B6ln"}}), "Google: K\u00f6ln [1 2 3]\n");
}

TEST(TypedSearches, aSubmittedSearchEndsThem)
{
    EXPECT_EQ(
        joined({{1, google, "purple+ot"}, {3, submit, "purple+otter+4821"}}), "Google: purple ot [1] submitted\n");
    EXPECT_EQ(joined({{1, google, "purple+ot"}, {3, submit, "otter"}}), "Google: purple ot [1]\n");
    EXPECT_EQ(joined({{100, google, "purple+ot"}, {3, submit, "purple+ot"}}), "Google: purple ot [1]\n");
    EXPECT_EQ(joined({{1, google, "purple+ot"}, {70, submit, "purple+ot"}}), "Google: purple ot [1]\n");
    EXPECT_EQ(joined({{1, baidu, "purple+ot"}, {3, submit, "purple+ot"}}), "Baidu: purple ot [1]\n");
}

TEST(TypedSearches, whatMayStillGrowIsHeldBack)
{
    const std::vector<Asked> typing{{1, google, "pur"}, {2, google, "otter"}, {3, google, "otters"}};
    EXPECT_EQ(joined(typing, 2.5), "Google: pur [1]\n");
    EXPECT_EQ(joined(typing, 8), "Google: pur [1]\n");
    EXPECT_EQ(joined(typing, 8.1), joined(typing));
}

TEST(TypedSearches, eachIsGivenOnceAndThereIsALimit)
{
    TypedSearches searches(2);
    EXPECT_TRUE(searches.empty());
    EXPECT_TRUE(searches.add(recordOf({1, google, "pur"}, 1)));
    EXPECT_TRUE(searches.add(recordOf({2, google, "purp"}, 2)));
    EXPECT_FALSE(searches.add(recordOf({3, google, "purpl"}, 3)));
    ASSERT_EQ(searches.take(std::nullopt).size(), 1U);
    EXPECT_TRUE(searches.empty());
    EXPECT_TRUE(searches.take(std::nullopt).empty());
    EXPECT_TRUE(searches.add(recordOf({4, google, "purpl"}, 4)));
}

TEST(TypedSearches, submittedSearchesAreForgottenInTheEnd)
{
    TypedSearches searches(1);
    EXPECT_TRUE(searches.add(recordOf({1, submit, "otter"}, 1)));
    EXPECT_FALSE(searches.add(recordOf({2, submit, "heron"}, 2)));
    EXPECT_TRUE(searches.take(recordOf({2000, submit, "x"}, 1).time).empty());
    EXPECT_TRUE(searches.add(recordOf({2001, submit, "heron"}, 3)));
}
