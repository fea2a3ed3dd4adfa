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
    leak.recipient = {"sa.api.intl.miui.com", "miui.com", "Xiaomi", "CN", "rule"};
    leak.incognito = true;
    leak.location = "body";
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
        "Mi Browser sent your private search “purple otter 4821” to sa.api.intl.miui.com (Xiaomi, China).");
    leak.incognito = false;
    leak.app->name.clear();
    EXPECT_EQ(sentence(leak),
        "com.android.browser sent your search “purple otter 4821” to sa.api.intl.miui.com (Xiaomi, China).");
    leak.app.reset();
    leak.recipient = {"c.example.net", "example.net", "", "", ""};
    EXPECT_EQ(sentence(leak), "An unknown app sent your search “purple otter 4821” to c.example.net.");
}

TEST(Sentence, aPageSentASearch)
{
    session::Leak leak = search();
    leak.sender = {true, "https://news.example.org"};
    leak.recipient = {"api.mixpanel.com", "mixpanel.com", "Mixpanel", "US", "rule"};
    EXPECT_EQ(sentence(leak),
        "The page news.example.org, open in Mi Browser, sent your private search “purple otter 4821” to "
        "api.mixpanel.com (Mixpanel, US).");
    leak.location = "header:Referer";
    EXPECT_TRUE(sentence(leak).ends_with(" to api.mixpanel.com (Mixpanel, US), in the Referer header."));
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
        "Mi Browser sent the address clinic.example.org/appointments, opened in private browsing, to "
        "sa.api.intl.miui.com (Xiaomi, China).");
    leak.incognito = false;
    EXPECT_EQ(sentence(leak),
        "Mi Browser sent the address clinic.example.org/appointments to sa.api.intl.miui.com (Xiaomi, China).");
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
    EXPECT_EQ(plainText(leakSentence(leak, *bundledRules())),
        "An unknown app sent your e-mail address “jane@example.org” to c.example.net, written as sha256(lower).");
    leak.label += ", in the Referer header";
    leak.match = "plain";
    leak.location = "header:Referer";
    EXPECT_EQ(plainText(leakSentence(leak, *bundledRules())),
        "An unknown app sent your e-mail address “jane@example.org” to c.example.net, in the Referer header.");
}
