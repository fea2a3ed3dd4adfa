// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/profile_sentence.h"

#include <gtest/gtest.h>

using namespace telltale;
using session::Profile;
using session::SentIdentifier;

namespace {

const SentIdentifier anonymous{"distinct_id", "4f0a9c1e"};
const SentIdentifier account{"login_id", "8812345"};

Profile profile()
{
    Profile profile;
    profile.recipient = "Xiaomi";
    profile.identifiers = {account, anonymous};
    profile.searches = {{"purple otter", {{5, 0}, 1}, {}, true, {anonymous}},
        {"weather", {{6, 0}, 1}, {}, false, {anonymous}}, {"weather", {{7, 0}, 1}, {}, false, {anonymous}}};
    profile.urls = {{"https://clinic.example.org/", {{8, 0}, 1}, {}, true, {anonymous}}};
    return profile;
}

} // namespace

TEST(ProfileSentence, whatCanBeJoinedAndByWhat)
{
    EXPECT_EQ(leak::plainText(leak::profileSentence(profile())),
        "Xiaomi can join 2 searches and 1 address, 2 of them from private browsing, under distinct_id “4f0a9c1e”.");
}

TEST(ProfileSentence, theBridgeThatGivesItAName)
{
    Profile named = profile();
    named.accounts = {{"77", {{1, 0}, 1}, {}, false, {{"login_id", "77"}}},
        {"8812345", {{2, 0}, 1}, {(14 * 3600 + 2 * 60) * base::nanosecondsPerSecond}, false, {anonymous, account}}};
    ASSERT_NE(leak::bridgeOf(named), nullptr);
    EXPECT_EQ(leak::bridgeOf(named)->value, "8812345") << "the other came alone";
    EXPECT_EQ(leak::plainText(leak::profileSentence(named)),
        "Xiaomi can join 2 searches and 1 address, 2 of them from private browsing, under distinct_id “4f0a9c1e”."
        " An ID of these was also sent with the login_id “8812345” at 14:02:00 UTC.");
}

TEST(ProfileSentence, whenAllOfItWasPrivate)
{
    Profile hidden = profile();
    hidden.searches.resize(1);
    EXPECT_EQ(leak::plainText(leak::profileSentence(hidden)),
        "Xiaomi can join 1 search and 1 address from private browsing under distinct_id “4f0a9c1e”.");
}

TEST(ProfileSentence, identifiersAloneAreNoSentence)
{
    Profile bare;
    bare.recipient = "Xiaomi";
    bare.identifiers = {anonymous};
    EXPECT_TRUE(leak::profileSentence(bare).empty());
}
