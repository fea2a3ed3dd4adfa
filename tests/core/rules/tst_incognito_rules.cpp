// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_files.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

TEST(IncognitoRules, reads)
{
    const auto rules =
        readIncognitoRules("[[flag]]\nkey = \"type\"\nvalues = [\"privacy\"]\nevent = \"download_files\"\n", "n.toml");
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules.value().flags[0].event, "download_files");
    EXPECT_FALSE(readIncognitoRules("[[flag]]\nkey = \"type\"\n", "n.toml"));
    EXPECT_FALSE(readIncognitoRules("[[flag]]\nkey = \"type\"\nvalues = \"privacy\"\n", "n.toml"));
}

TEST(IncognitoRules, readsWindows)
{
    const auto rules = readIncognitoRules("[[window]]\npackage = \"com.a\"\nactivity = \"*Private*\"\nsecure = \"yes\"\n", "n.toml");
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules.value().windows[0].package, "com.a");
    EXPECT_EQ(rules.value().windows[0].activity, "*Private*");
    EXPECT_TRUE(rules.value().windows[0].secure);
    EXPECT_FALSE(readIncognitoRules("[[window]]\nactivity = \"*\"\n", "n.toml")) << "whose?";
    EXPECT_FALSE(readIncognitoRules("[[window]]\npackage = \"com.a\"\nsecure = \"no\"\n", "n.toml"));
}
