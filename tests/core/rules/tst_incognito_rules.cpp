// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_files.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

TEST(IncognitoRules, reads)
{
    const auto rules =
        readIncognitoRules("[[flag]]\nkey = \"type\"\nvalues = [\"privacy\"]\nevent = \"download_files\"\n", "n.toml");
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules.value()[0].event, "download_files");
    EXPECT_FALSE(readIncognitoRules("[[flag]]\nkey = \"type\"\n", "n.toml"));
    EXPECT_FALSE(readIncognitoRules("[[flag]]\nkey = \"type\"\nvalues = \"privacy\"\n", "n.toml"));
}
