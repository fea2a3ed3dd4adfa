// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/recipient_directory.h"

#include "core/attribution/address_text.h"
#include "core/attribution/requests.h"
#include "rules/tracker_folder.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace telltale::attribution;

TEST(RecipientDirectory, knownHost)
{
    RecipientDirectory directory(bundledRules());
    for (int again = 0; again < 2; ++again) {
        const auto recipient = directory.recipientOf("SA.api.intl.miui.com:443");
        EXPECT_EQ(recipient.host, "sa.api.intl.miui.com");
        EXPECT_EQ(recipient.domain, "miui.com");
        EXPECT_EQ(recipient.organisation, "Xiaomi");
        EXPECT_EQ(recipient.country, "CN");
        EXPECT_EQ(recipient.source, "rule");
    }
    EXPECT_EQ(directory.recipientOf("sa.api.intl.miui.com:443").purpose, "analytics");
}

TEST(RecipientDirectory, absentFactsStayEmpty)
{
    RecipientDirectory directory(bundledRules());
    const auto recipient = directory.recipientOf("clinic.example.org");
    EXPECT_EQ(recipient.domain, "example.org");
    EXPECT_EQ(recipient.organisation, "");
    EXPECT_EQ(recipient.country, "");
    EXPECT_EQ(recipient.source, "");
    EXPECT_EQ(directory.recipientOf("[2001:db8::1]:443").host, "2001:db8::1");
    EXPECT_EQ(directory.recipientOf("10.42.0.1:8080").domain, "");
    EXPECT_EQ(recipient.purpose, "");
    EXPECT_EQ(directory.recipientOf("sa.api.intl.miui.com", address("8.8.8.8")).serverCountry, "");
}

TEST(RecipientDirectory, theServersCountryIsNotTheOrganisations)
{
    RecipientDirectory directory(bundledRules(), bundledCountries());
    const auto recipient = directory.recipientOf("sa.api.intl.miui.com", address("77.88.8.8"));
    EXPECT_EQ(recipient.country, "CN");
    EXPECT_EQ(recipient.source, "rule");
    EXPECT_EQ(recipient.serverCountry, "RU");
    EXPECT_EQ(recipient.serverSource, bundledCountries()->name());
    // The same host at another server, and at one of a private network.
    EXPECT_EQ(directory.recipientOf("sa.api.intl.miui.com", address("8.8.8.8")).serverCountry, "US");
    const auto local = directory.recipientOf("sa.api.intl.miui.com", address("10.42.0.1"));
    EXPECT_EQ(local.serverCountry, "");
    EXPECT_EQ(local.serverSource, "");
}

/// Who a service's requests go to is known by the host, not by the service: it may be another's.
TEST(RecipientDirectory, everyHostOfTheCatalogIsSomebodys)
{
    RecipientDirectory directory(bundledRules());
    const auto services = telltale::rules::loadTrackerFolder(TELLTALE_RULES_DIR "/trackers");
    ASSERT_TRUE(services) << services.error().text();
    for (const auto &service : services.value()) {
        for (const auto &endpoint : service.endpoints) {
            for (std::string host : endpoint.hosts) {
                if (host == "*")
                    continue; // its users' own servers
                if (host.ends_with("{tld}"))
                    host.replace(host.size() - 5, 5, "de");
                std::replace(host.begin(), host.end(), '*', 'x');
                EXPECT_NE(directory.recipientOf(host).organisation, "") << service.name << ": " << host;
            }
        }
    }
}
