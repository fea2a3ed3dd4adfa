// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/sentence.h"

#include "core/leak/requests.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;
using session::LeakKind;

namespace {

session::Leak search()
{
    session::Leak leak;
    leak.kind = LeakKind::searchQuery;
    leak.value = "purple otter 4821";
    leak.app =
        session::App{"com.android.browser", "Mi Browser", session::AppSource::header, session::Confidence::likely};
    leak.recipient = {"sa.api.intl.miui.com", "miui.com", "Xiaomi", "CN", "rule", {}, {}, {}};
    leak.incognito = true;
    leak.location = "body";
    leak.sender.by = session::SentBy::app;
    return leak;
}

std::string sentence(const session::Leak &leak)
{
    return plainText(leakSentence(leak, *bundledRules()));
}

} // namespace

TEST(Sentence, anAppSentASearch)
{
    session::Leak leak = search();
    EXPECT_EQ(sentence(leak),
        "Mi Browser itself sent your private search “purple otter 4821” to sa.api.intl.miui.com (Xiaomi, China).");
    leak.incognito = false;
    leak.app->name.clear();
    EXPECT_EQ(sentence(leak),
        "com.android.browser itself sent your search “purple otter 4821” to sa.api.intl.miui.com (Xiaomi, China).");
    leak.app.reset();
    leak.recipient = {"c.example.net", "example.net", "", "", "", {}, {}, {}};
    EXPECT_EQ(sentence(leak), "An unknown app sent your search “purple otter 4821” to c.example.net.");
}

TEST(Sentence, whatWasOnlyTyped)
{
    session::Leak leak = search();
    leak.basis = session::LeakBasis::harvested;
    EXPECT_EQ(sentence(leak),
        "Mi Browser itself sent what you typed in private browsing, “purple otter 4821”, to sa.api.intl.miui.com "
        "(Xiaomi, "
        "China).");
    leak.incognito = false;
    EXPECT_EQ(sentence(leak),
        "Mi Browser itself sent what you typed, “purple otter 4821”, to sa.api.intl.miui.com (Xiaomi, China).");
}

TEST(Sentence, theServerMayStandElsewhere)
{
    session::Leak leak = search();
    leak.recipient.serverCountry = "SG";
    leak.recipient.serverSource = "geo-whois-asn-country 2026-06-17";
    EXPECT_EQ(sentence(leak),
        "Mi Browser itself sent your private search “purple otter 4821” to sa.api.intl.miui.com (Xiaomi, China; server "
        "in "
        "Singapore).");
    leak.recipient.organisation.clear();
    leak.recipient.country.clear();
    EXPECT_TRUE(sentence(leak).ends_with(" to sa.api.intl.miui.com (server in Singapore)."));
}

TEST(Sentence, aPageSentASearch)
{
    session::Leak leak = search();
    leak.sender = {session::SentBy::page, "https://news.example.org", session::Party::third, {}};
    leak.recipient = {"api.mixpanel.com", "mixpanel.com", "Mixpanel", "US", "rule", {}, {}, {}};
    EXPECT_EQ(sentence(leak),
        "The page news.example.org, open in Mi Browser, sent your private search “purple otter 4821” to "
        "api.mixpanel.com (Mixpanel, US), as any browser would.");
    leak.location = "header:Referer";
    EXPECT_TRUE(
        sentence(leak).ends_with(" to api.mixpanel.com (Mixpanel, US), in the Referer header, as any browser would."));
    leak.sender.origin.clear();
    leak.app.reset();
    EXPECT_TRUE(sentence(leak).starts_with("A page, open in an unknown app, sent "));
}

TEST(Sentence, anAddress)
{
    session::Leak leak = search();
    leak.kind = LeakKind::visitedUrl;
    leak.value = "https://clinic.example.org/appointments";
    EXPECT_EQ(sentence(leak),
        "Mi Browser itself sent the address clinic.example.org/appointments, opened in private browsing, to "
        "sa.api.intl.miui.com (Xiaomi, China).");
    leak.incognito = false;
    EXPECT_EQ(sentence(leak),
        "Mi Browser itself sent the address clinic.example.org/appointments to sa.api.intl.miui.com (Xiaomi, China).");
}

TEST(Sentence, emphasisAndLength)
{
    session::Leak leak = search();
    leak.value = std::string(300, 'a');
    const auto parts = leakSentence(leak, *bundledRules());
    EXPECT_EQ(parts[0], (SentencePart{"Mi Browser", true}));
    EXPECT_LT(plainText(parts).size(), 260U);
    leak.kind = LeakKind::declared;
    EXPECT_NE(sentence(leak).find("sent your secret “"), std::string::npos);
}

TEST(Sentence, aDeclaredSecretIsNamedWithWhatWasMadeOfIt)
{
    session::Leak leak;
    leak.kind = LeakKind::declared;
    leak.value = "jane@example.org";
    leak.label = "declared e-mail address";
    leak.match = "sha256(lower)";
    leak.recipient.host = "c.example.net";
    leak.sender.by = session::SentBy::app;
    EXPECT_EQ(plainText(leakSentence(leak, *bundledRules())),
        "An unknown app sent your e-mail address “jane@example.org” to c.example.net, written as sha256(lower).");
    leak.label += ", in the Referer header";
    leak.match = "plain";
    leak.location = "header:Referer";
    EXPECT_EQ(plainText(leakSentence(leak, *bundledRules())),
        "An unknown app sent your e-mail address “jane@example.org” to c.example.net, in the Referer header.");
}

TEST(Sentence, whatJoinsItWithTheRest)
{
    session::Leak leak = search();
    leak.linkedBy = session::SentIdentifier{"distinct_id", "4f0a9c1e-1111-4222-8333-123456789abc"};
    EXPECT_EQ(sentence(leak),
        "Mi Browser itself sent your private search “purple otter 4821” to sa.api.intl.miui.com (Xiaomi, China), with "
        "the distinct_id that also goes there outside private browsing.");
}

TEST(Sentence, aPageMayTellItsOwnSite)
{
    session::Leak leak = search();
    leak.recipient = {"stats.example.org", "example.org", "", "", "", {}, {}, {}};
    leak.sender = {session::SentBy::page, "https://news.example.org", session::Party::first, {}};
    EXPECT_EQ(sentence(leak),
        "The page news.example.org, open in Mi Browser, sent your private search “purple otter 4821” to its own site "
        "stats.example.org.");
    leak.sender.party = session::Party::third;
    EXPECT_TRUE(
        sentence(leak).starts_with("A frame of news.example.org in another site's page, open in Mi Browser, sent "));
}

TEST(Sentence, nobodyKnowsWhoDidIt)
{
    session::Leak leak = search();
    leak.sender = {};
    EXPECT_TRUE(sentence(leak).starts_with("Mi Browser, or a page open in it, sent your private search "));
    leak.app.reset();
    EXPECT_TRUE(sentence(leak).starts_with("An unknown app, or a page open in it, sent your private search "));
}

TEST(Sentence, anIdentifierOfPrivateBrowsing)
{
    session::Leak leak = search();
    leak.kind = LeakKind::identifier;
    leak.basis = session::LeakBasis::harvested;
    leak.value = "4f0a9c1e-1111-4222-8333-123456789abc";
    leak.label = "distinct_id, seen in private browsing";
    leak.incognito = false;
    leak.source = session::Harvest{{{1, 0}, 1}, {}, "sa.api.intl.miui.com"};
    EXPECT_EQ(sentence(leak),
        "Mi Browser itself sent 4f0a9c1e-1111-4222-8333-123456789abc (distinct_id) to sa.api.intl.miui.com (Xiaomi, "
        "China), which knows it from private browsing.");
    leak.recipient = {"c.example.net", "example.net", "", "", "", {}, {}, {}};
    EXPECT_EQ(sentence(leak),
        "Mi Browser itself sent 4f0a9c1e-1111-4222-8333-123456789abc (distinct_id) to c.example.net; in private "
        "browsing it went to sa.api.intl.miui.com.");
}
