// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/host_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale::rules;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(HostTable, patterns)
{
    HostTable table;
    ASSERT_TRUE(table.add("www.example.org", 1));
    ASSERT_TRUE(table.add("*.example.org", 2));
    ASSERT_TRUE(table.add("www.google.{tld}", 3));
    ASSERT_TRUE(table.add("*.yandex.{tld}", 4));
    EXPECT_THAT(table.find("www.example.org"), ElementsAre(1, 2));
    EXPECT_THAT(table.find("a.b.example.org"), ElementsAre(2));
    EXPECT_THAT(table.find("example.org"), ElementsAre(2));
    EXPECT_THAT(table.find("notexample.org"), IsEmpty());
    EXPECT_THAT(table.find("WWW.Google.co.uk."), ElementsAre(3));
    EXPECT_THAT(table.find("www.google.evil.com"), IsEmpty());
    EXPECT_THAT(table.find("google.com"), IsEmpty());
    EXPECT_THAT(table.find("mc.yandex.com.tr"), ElementsAre(4));
    EXPECT_THAT(table.find("yandex.ru"), ElementsAre(4));
    EXPECT_THAT(table.find(""), IsEmpty());
}

TEST(HostTable, aCountryIsOneLabelOfTwoLetters)
{
    HostTable table;
    ASSERT_TRUE(table.add("{country}.bing.com", 1));
    EXPECT_THAT(table.find("de.bing.com"), ElementsAre(1));
    for (const char *other :
        {"th1.bing.com", "www.bing.com", "a.de.bing.com", "bing.com", "d3.bing.com", "de.bing.com.evil.org"})
        EXPECT_THAT(table.find(other), IsEmpty()) << other;
    EXPECT_FALSE(table.add("{country}.", 1));
    EXPECT_FALSE(table.add("*.{country}.bing.com", 1));
    EXPECT_FALSE(table.add("{country}.google.{tld}", 1));
}

TEST(HostTable, theLongestPatternComesFirst)
{
    HostTable table;
    table.add("*.miui.com", 1);
    table.add("*.intl.miui.com", 2);
    EXPECT_THAT(table.find("sa.api.intl.miui.com"), ElementsAre(2, 1));
}

TEST(HostTable, refusesWhatIsNoPattern)
{
    HostTable table;
    for (const char *bad :
        {"", "*.", ".{tld}", "a*.org", "Example.org", "a b.org", "https://a.org", ".a.org", "a..b", "a.org."})
        EXPECT_FALSE(table.add(bad, 1)) << bad;
}
