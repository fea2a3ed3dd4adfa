// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/identifier_reuse.h"

#include <gtest/gtest.h>

using namespace telltale;
using leak::IdentifierReuse;
using leak::isWorthLookingFor;

namespace {

IdentifierReuse::Sight sight(std::int64_t at)
{
    session::Leak leak;
    leak.time.nanoseconds = at;
    leak.exchange = {{static_cast<std::uint64_t>(at), 0}, 1};
    return {leak, false};
}

std::vector<std::int64_t> times(const std::vector<IdentifierReuse::Sight> &sights)
{
    std::vector<std::int64_t> found;
    for (const auto &at : sights)
        found.push_back(at.leak.time.nanoseconds);
    return found;
}

} // namespace

TEST(IdentifierReuse, whatIsWorthLookingFor)
{
    const struct {
        const char *value;
        bool worth;
    } cases[] = {
        {"4f0a9c1e-1111-4222-8333-123456789abc", true},
        {"9774d56d682e549c", true}, // an ANDROID_ID
        {"356938035643809", true}, // an IMEI
        {"jane@example.org", true},
        {"2200481973", true}, // an account's number
        {"a1b2c3d", false}, // too short
        {"aaaaaaaaaaaaaaaa1", false}, // hardly anything in it
        {"00000000-0000-0000-0000-000000000001", false},
        {"anonymous_visitor", false}, // words
        {"1588291200123", false}, // milliseconds since 1970
        {"1588291200", false},
        {"1588291200123456", false},
        {"", false},
    };
    for (const auto &c : cases)
        EXPECT_EQ(isWorthLookingFor(c.value), c.worth) << c.value;
    EXPECT_FALSE(isWorthLookingFor(std::string(300, 'a') + "bcdefgh1"));
}

TEST(IdentifierReuse, theFirstOfEachRecipientButTheOwnersOwnPrivateOnes)
{
    IdentifierReuse reuse;
    reuse.watch(3, "b9f0");
    reuse.see(3, "Xiaomi", true, sight(10));
    EXPECT_TRUE(reuse.take(3, "Xiaomi").empty());
    reuse.see(3, "Xiaomi", false, sight(40));
    reuse.see(3, "Mixpanel", false, sight(30));
    reuse.see(3, "Mixpanel", true, sight(20));
    EXPECT_EQ(reuse.takeTouched(), std::set<std::uint32_t>{3});
    EXPECT_TRUE(reuse.takeTouched().empty());
    EXPECT_EQ(times(reuse.take(3, "Xiaomi")), (std::vector<std::int64_t>{20, 40}));
    EXPECT_TRUE(reuse.take(3, "Xiaomi").empty()) << "each once";
    EXPECT_TRUE(reuse.take(4, "Xiaomi").empty());
}

TEST(IdentifierReuse, knowsItsValues)
{
    IdentifierReuse reuse;
    reuse.watch(3, "b9f0");
    EXPECT_EQ(reuse.numberOf("b9f0"), 3U);
    EXPECT_EQ(reuse.numberOf("b9f1"), std::nullopt);
    EXPECT_EQ(reuse.watched(), 1U);
}

TEST(IdentifierReuse, onlyWhatIsEarlierIsNews)
{
    IdentifierReuse reuse;
    const auto isNews = [&](std::int64_t at, bool inPrivate = false) {
        return reuse.isNews(3, "Xiaomi", inPrivate, {at}, {{static_cast<std::uint64_t>(at), 0}, 1});
    };
    EXPECT_TRUE(isNews(40));
    reuse.see(3, "Xiaomi", false, sight(40));
    EXPECT_FALSE(isNews(40));
    EXPECT_FALSE(isNews(41));
    EXPECT_TRUE(isNews(39));
    EXPECT_TRUE(isNews(50, true)) << "another thing";
}

TEST(IdentifierReuse, otherSpansAreAnotherStory)
{
    IdentifierReuse reuse;
    reuse.watch(3, "b9f0");
    reuse.see(3, "Xiaomi", false, sight(40));
    EXPECT_EQ(reuse.startOver(), std::set<std::uint32_t>{3});
    EXPECT_TRUE(reuse.take(3, "Xiaomi").empty());
}
