// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/identity_ledger.h"

#include "core/leak/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

using namespace telltale;
using namespace telltale::leak;
using session::SentIdentifier;
using testing::ElementsAre;
using testing::SizeIs;

namespace {

base::Timestamp at(std::int64_t seconds)
{
    return {seconds * base::nanosecondsPerSecond};
}

IdentityNote note(std::uint64_t packet, std::string recipient, std::vector<SentIdentifier> identifiers)
{
    IdentityNote note;
    note.exchange = {{packet, 0}, 1};
    note.time = at(static_cast<std::int64_t>(packet));
    note.recipient = std::move(recipient);
    note.identifiers = std::move(identifiers);
    return note;
}

session::Leak leaked(std::uint64_t packet, std::string organisation, std::vector<SentIdentifier> identifiers)
{
    session::Leak leak;
    leak.id = "l" + std::to_string(packet);
    leak.exchange = {{packet, 0}, 1};
    leak.time = at(static_cast<std::int64_t>(packet));
    leak.value = "purple otter";
    leak.recipient.organisation = std::move(organisation);
    leak.identifiers = std::move(identifiers);
    leak.incognito = true;
    return leak;
}

const SentIdentifier anonymous{"distinct_id", "4f0a9c1e-1111"};
const SentIdentifier gaid{"gaid", "38400000-8cf0-11bd-b23e-10b96e40000d"};
const SentIdentifier account{"login_id", "8812345"};

const AppOfConnection noApp = [](const session::ConnectionId &) { return std::string(); };

} // namespace

TEST(IdentityLedger, whatWasSentTogetherIsJoinedAtThatRecipient)
{
    IdentityLedger ledger(bundledRules());
    ledger.add(note(1, "Xiaomi", {anonymous, gaid}));
    ledger.add(note(2, "Xiaomi", {gaid, account}));
    ledger.add(note(3, "Other", {gaid}));
    const auto profiles = ledger.profiles({}, {{"l1", leaked(1, "Xiaomi", {anonymous, gaid})}}, noApp);
    ASSERT_THAT(profiles, SizeIs(2));
    EXPECT_EQ(profiles[0].recipient, "Other");
    EXPECT_THAT(profiles[0].identifiers, ElementsAre(gaid));
    EXPECT_THAT(profiles[0].searches, SizeIs(0)) << "nobody told it";
    const session::Profile &xiaomi = profiles[1];
    EXPECT_THAT(xiaomi.identifiers, ElementsAre(gaid, anonymous, account)) << "the most frequent first";
    EXPECT_EQ(xiaomi.exchanges, 2u);
    ASSERT_THAT(xiaomi.searches, SizeIs(1));
    EXPECT_EQ(xiaomi.searches[0].value, "purple otter");
    EXPECT_TRUE(xiaomi.searches[0].incognito);
    ASSERT_THAT(xiaomi.accounts, SizeIs(1));
    EXPECT_EQ(xiaomi.accounts[0].value, "8812345");
    EXPECT_EQ(xiaomi.accounts[0].time, at(2));
    EXPECT_THAT(xiaomi.accounts[0].identifiers, ElementsAre(gaid, account));
}

TEST(IdentityLedger, theSameValueUnderTwoNamesIsOne)
{
    IdentityLedger ledger(bundledRules());
    ledger.add(note(1, "Facebook", {{"advertiser_id", gaid.value}, {"anonymous_id", "XZ-1"}}));
    ledger.add(note(2, "Facebook", {gaid, account}));
    const auto profiles = ledger.profiles({}, {}, noApp);
    ASSERT_THAT(profiles, SizeIs(1));
    EXPECT_THAT(profiles[0].identifiers, SizeIs(3));
}

TEST(IdentityLedger, shortEqualValuesAreNot)
{
    IdentityLedger ledger(bundledRules());
    ledger.add(note(1, "Example", {{"uid", "12345"}}));
    ledger.add(note(2, "Example", {{"session_id", "12345"}}));
    EXPECT_THAT(ledger.profiles({}, {}, noApp), SizeIs(2));
}

TEST(IdentityLedger, anEngineThatWasAskedKnowsTheSearch)
{
    IdentityLedger ledger(bundledRules());
    IdentityNote asked = note(1, "Google", {{"google_cookie", "NID=511"}});
    asked.search = true;
    ledger.add(asked);
    session::Search search;
    search.id = "c1.x1.s";
    search.exchange = asked.exchange;
    search.query = "purple otter";
    const auto profiles = ledger.profiles({{search.id, search}}, {}, noApp);
    ASSERT_THAT(profiles, SizeIs(1));
    ASSERT_THAT(profiles[0].searches, SizeIs(1));
    EXPECT_EQ(profiles[0].searches[0].value, "purple otter");
}

TEST(IdentityLedger, identifiersWithAllTheirRecipientsAndApps)
{
    IdentityLedger ledger(bundledRules());
    ledger.add(note(1, "Xiaomi", {gaid}));
    ledger.add(note(5, "Other", {gaid}));
    const auto appOf = [](const session::ConnectionId &id) { return id.firstPacket == 5 ? "Notes" : "Mi Browser"; };
    const auto changed = ledger.takeChanged(appOf);
    ASSERT_THAT(changed, SizeIs(1));
    EXPECT_EQ(changed[0].exchanges, 2u);
    EXPECT_EQ(changed[0].first, at(1));
    EXPECT_EQ(changed[0].last, at(5));
    EXPECT_THAT(changed[0].recipients, ElementsAre("Other", "Xiaomi"));
    EXPECT_THAT(changed[0].apps, ElementsAre("Mi Browser", "Notes"));
    EXPECT_THAT(ledger.takeChanged(appOf), SizeIs(0));
}

TEST(IdentityLedger, theOrderDoesNotMatter)
{
    std::vector<IdentityNote> notes{note(1, "X", {anonymous}), note(2, "X", {gaid}), note(3, "X", {account, gaid}),
        note(4, "X", {anonymous, account}), note(5, "X", {{"uid", "99887766"}})};
    notes[2].categories = {{"device", 3}};
    notes[4].categories = {{"location", 1}};
    const auto made = [](const std::vector<IdentityNote> &order) {
        IdentityLedger ledger(bundledRules());
        for (const IdentityNote &one : order)
            ledger.add(one);
        std::string text;
        for (const session::Profile &profile : ledger.profiles({}, {}, noApp)) {
            text += profile.id + " " + std::to_string(profile.exchanges) + " "
                + session::text(profile.accounts.empty() ? session::ExchangeId{} : profile.accounts[0].exchange);
            for (const auto &[kind, count] : profile.categories)
                text += " " + kind + std::to_string(count);
            text += "\n";
        }
        return text;
    };
    const std::string first = made(notes);
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    do {
        std::vector<IdentityNote> shuffled;
        for (const std::size_t i : order)
            shuffled.push_back(notes[i]);
        ASSERT_EQ(made(shuffled), first);
    } while (std::next_permutation(order.begin(), order.end()));
}

namespace {

std::string textOf(const session::Profile &profile)
{
    std::string text = profile.id + " " + std::to_string(profile.exchanges) + " "
        + std::to_string(profile.first.nanoseconds) + "-" + std::to_string(profile.last.nanoseconds);
    for (const SentIdentifier &identifier : profile.identifiers)
        text += " " + identifier.kind + "=" + identifier.value;
    for (const std::string &app : profile.apps)
        text += " app:" + app;
    for (const auto *facts : {&profile.searches, &profile.urls, &profile.accounts}) {
        text += " |";
        for (const session::Profile::Fact &fact : *facts)
            text += " " + fact.value + "@" + session::text(fact.exchange) + (fact.incognito ? "!" : "");
    }
    for (const auto &[kind, count] : profile.categories)
        text += " " + kind + std::to_string(count);
    return text + "\n";
}

/// A ledger with what is told of its exchanges, kept up to date in steps.
struct Told {
    IdentityLedger ledger{bundledRules()};
    std::map<std::string, session::Search> searches;
    std::map<std::string, session::Leak> leaks;
    std::map<session::ConnectionId, std::string> apps;
    std::map<std::string, std::string> profiles; ///< as the changes make them

    void tell(const session::Leak &leak)
    {
        leaks.insert_or_assign(leak.id, leak);
        ledger.changed(leak);
    }
    void tell(const session::Search &search)
    {
        searches.insert_or_assign(search.id, search);
        ledger.changed(search);
    }
    void setApp(std::uint64_t packet, const std::string &name)
    {
        apps[{packet, 0}] = name;
        ledger.appChanged({packet, 0});
    }
    std::string appOf(const session::ConnectionId &id) const
    {
        const auto found = apps.find(id);
        return found == apps.end() ? std::string() : found->second;
    }
    std::string inSteps()
    {
        std::string text;
        for (const auto &[id, profile] :
            ledger.takeProfileChanges(searches, leaks, [&](const auto &c) { return appOf(c); })) {
            if (profile)
                profiles[id] = textOf(*profile);
            else
                EXPECT_EQ(profiles.erase(id), 1U) << id << " went without having been there";
        }
        EXPECT_FALSE(ledger.profilesChanged());
        for (const auto &[id, profile] : profiles)
            text += profile;
        return text;
    }
    std::string fromTheWhole() const
    {
        std::string text;
        for (const session::Profile &profile :
            ledger.profiles(searches, leaks, [&](const auto &c) { return appOf(c); }))
            text += textOf(profile);
        return text;
    }
};

} // namespace

TEST(IdentityLedger, inStepsItSaysWhatTheWholeSays)
{
    const std::vector<std::function<void(Told &)>> steps{
        [](Told &told) {
            told.ledger.add(note(1, "X", {anonymous}));
            told.tell(leaked(1, "X", {anonymous}));
        },
        [](Told &told) {
            IdentityNote asked = note(2, "X", {gaid});
            asked.search = true;
            told.ledger.add(asked);
            session::Search search;
            search.id = "s2";
            search.exchange = asked.exchange;
            search.query = "green badger";
            told.tell(search);
            search.incognito = true;
            told.tell(search);
        },
        [](Told &told) {
            told.ledger.add(note(3, "X", {account, gaid}));
        },
        [](Told &told) {
            told.ledger.add(note(4, "X", {anonymous, account}));
            session::Leak visited = leaked(4, "X", {anonymous, account});
            visited.kind = session::LeakKind::visitedUrl;
            told.tell(visited);
        },
        [](Told &told) {
            told.ledger.add(note(5, "Y", {anonymous, {"uid", "99887766"}}));
            told.setApp(1, "Notes");
        },
    };
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    std::string first;
    do {
        Told told;
        for (std::size_t i = 0; i < order.size(); ++i) {
            steps[order[i]](told);
            if (i % 2 == order[0] % 2) { // some changes come together
                ASSERT_EQ(told.inSteps(), told.fromTheWhole());
            }
        }
        session::Leak later = leaked(1, "X", {anonymous});
        later.incognito = false;
        told.tell(later);
        told.setApp(3, "Mi Browser");
        told.setApp(1, "Mail");
        ASSERT_EQ(told.inSteps(), told.fromTheWhole());
        first = first.empty() ? told.inSteps() : first;
        ASSERT_EQ(told.inSteps(), first);
    } while (std::next_permutation(order.begin(), order.end()));
    EXPECT_NE(first.find("green badger@c2.x1!"), std::string::npos) << first;
    EXPECT_NE(first.find("app:Mail app:Mi Browser"), std::string::npos) << first;
}

TEST(IdentityLedger, aRecipientIsItsOrganisationWhereOneIsKnown)
{
    session::Recipient recipient;
    recipient.host = "sa.api.example.com";
    EXPECT_EQ(recipientName(recipient), "sa.api.example.com");
    recipient.domain = "example.com";
    EXPECT_EQ(recipientName(recipient), "example.com");
    recipient.organisation = "Example";
    EXPECT_EQ(recipientName(recipient), "Example");
}
