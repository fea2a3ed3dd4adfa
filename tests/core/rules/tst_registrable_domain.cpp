// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/registrable_domain.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

TEST(RegistrableDomain, table)
{
    const std::pair<const char *, const char *> cases[] = {
        {"sa.api.intl.miui.com", "miui.com"},
        {"www.google.co.uk", "google.co.uk"},
        {"WWW.Example.ORG.", "example.org"},
        {"someone.github.io", "someone.github.io"},
        {"github.io", ""},
        {"co.uk", ""},
        {"localhost", ""},
        {"", ""},
        {"10.42.0.1", ""},
        {"2001:db8::1", ""},
        {"[::1]", ""},
        {"a..b", ""},
    };
    for (const auto &[host, domain] : cases)
        EXPECT_EQ(registrableDomain(host), domain) << host;
    EXPECT_EQ(registrableDomain(std::string_view("example.com\0.org", 16)), "");
}

TEST(RegistrableDomain, publicSuffixesOfTheIcannSection)
{
    EXPECT_EQ(publicSuffix("www.google.co.uk"), "co.uk");
    EXPECT_EQ(publicSuffix("www.google.com"), "com");
    EXPECT_EQ(publicSuffix("google.blogspot.com"), "com");
    EXPECT_EQ(publicSuffix("phone.lan"), "");
    EXPECT_EQ(publicSuffix(""), "");
}

TEST(RegistrableDomain, sameSite)
{
    EXPECT_TRUE(sameSite("news.example.org", "Clinic.Example.org"));
    EXPECT_TRUE(sameSite("10.0.0.1", "10.0.0.1"));
    EXPECT_FALSE(sameSite("10.0.0.1", "10.0.0.2"));
    EXPECT_FALSE(sameSite("a.github.io", "b.github.io"));
    EXPECT_FALSE(sameSite("example.org", "example.com"));
}
