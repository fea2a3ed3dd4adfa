// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/token_census.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

using namespace telltale;
using leak::TokenCensus;
using session::SentIdentifier;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

session::ExchangeId exchange(std::uint64_t packet, std::uint32_t ordinal = 1)
{
    return {{packet, 0}, ordinal};
}

base::Timestamp at(std::int64_t seconds)
{
    return {seconds * base::nanosecondsPerSecond};
}

const leak::AppOfConnection appOf = [](const session::ConnectionId &id) {
    return id.firstPacket == 9 ? "Notes" : id.firstPacket == 1 ? "Mi Browser" : "";
};

} // namespace

TEST(TokenCensus, aValueThatComesAgainOverConnectionsIsStable)
{
    TokenCensus census;
    const std::vector<SentIdentifier> tokens{{"zid", "x7Gq02LmP9sT4vB1"}};
    census.add(tokens, exchange(1), at(1), "Example");
    census.add(tokens, exchange(1, 2), at(2), "Example");
    EXPECT_THAT(census.takeChanged(appOf), IsEmpty());
    census.add({{"visitor", "x7Gq02LmP9sT4vB1"}}, exchange(9), at(9), "Other");
    const auto found = census.takeChanged(appOf);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].kind, "stable_value");
    EXPECT_EQ(found[0].basis, session::IdentifierBasis::repeated);
    EXPECT_EQ(found[0].exchanges, 3u);
    EXPECT_EQ(found[0].first, at(1));
    EXPECT_EQ(found[0].last, at(9));
    EXPECT_THAT(found[0].names, ElementsAre("visitor", "zid"));
    EXPECT_THAT(found[0].recipients, ElementsAre("Example", "Other"));
    EXPECT_THAT(found[0].apps, ElementsAre("Mi Browser", "Notes"));
    EXPECT_THAT(census.takeChanged(appOf), IsEmpty());
}

TEST(TokenCensus, oneConnectionIsNotEnough)
{
    TokenCensus census;
    for (std::uint32_t i = 1; i < 20; ++i)
        census.add({{"request", "x7Gq02LmP9sT4vB1"}}, exchange(1, i), at(i), "Example");
    EXPECT_THAT(census.takeChanged(appOf), IsEmpty());
}

TEST(TokenCensus, aCookieIsCalledOne)
{
    TokenCensus census;
    for (std::uint64_t i = 1; i < 4; ++i)
        census.add({{"cookie:_vis", "a81cde02f4a94c7fb0d1"}}, exchange(i), at(1), "Example");
    const auto found = census.takeChanged(appOf);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].kind, "cookie");
}

TEST(TokenCensus, whatIsKeptOfTooManyDoesNotDependOnTheOrder)
{
    std::vector<std::string> values;
    for (std::size_t i = 0; i < TokenCensus::kept + 500; ++i)
        values.push_back("token-" + std::to_string(i));
    const auto count = [](const std::vector<std::string> &order) {
        TokenCensus census;
        for (std::uint64_t round = 1; round < 4; ++round) {
            for (const std::string &value : order)
                census.add({{"n", value}}, exchange(round), at(1), "Example");
        }
        std::vector<std::string> kept;
        for (const auto &seen : census.takeChanged(appOf))
            kept.push_back(seen.value);
        std::sort(kept.begin(), kept.end());
        return kept;
    };
    const auto forwards = count(values);
    std::reverse(values.begin(), values.end());
    EXPECT_THAT(forwards, SizeIs(TokenCensus::kept));
    EXPECT_EQ(forwards, count(values));
}
