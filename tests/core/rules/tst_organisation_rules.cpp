// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_files.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

TEST(OrganisationRules, reads)
{
    const auto rules = readOrganisationRules("source = \"here\"\n[countries]\nCN = \"China\"\n[[organisation]]\n"
                                             "name = \"Xiaomi\"\ncountry = \"CN\"\nanalytics = [\"*.miui.com\"]\n",
        "o.toml");
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules.value().organisations[0].source, "here");
    EXPECT_EQ(rules.value().organisations[0].hosts[0].second, "analytics");
}

TEST(OrganisationRules, everyCountryHasAName)
{
    const auto rules = readOrganisationRules("[[organisation]]\nname = \"x\"\ncountry = \"QQ\"\n", "o.toml");
    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.error().message.find("o.toml:3:"), 0U) << rules.error().message;
    EXPECT_FALSE(readOrganisationRules("[countries]\nchina = \"China\"\n", "o.toml"));
    EXPECT_FALSE(readOrganisationRules("[[organisation]]\nname = \"x\"\nads = [\"x.org\"]\n", "o.toml"));
}
