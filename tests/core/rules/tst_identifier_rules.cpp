// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_files.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

TEST(IdentifierRules, reads)
{
    const auto rules = readIdentifierRules(
        "[[identifier]]\nkind = \"gaid\"\nkeys = [\"gaid\"]\nshape = \"uuid\"\nminimum = 36\n", "i.toml");
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules.value()[0].shape, Shape::uuid);
    EXPECT_EQ(rules.value()[0].minimum, 36U);
    EXPECT_EQ(rules.value()[0].maximum, 256U);
}

TEST(IdentifierRules, errors)
{
    EXPECT_FALSE(readIdentifierRules("[[identifier]]\nkind = \"x\"\nkeys = [\"x\"]\nshape = \"round\"\n", "i.toml"));
    EXPECT_FALSE(readIdentifierRules("[[identifier]]\nkind = \"x\"\nkeys = [\"x\"]\nminimum = -1\n", "i.toml"));
    EXPECT_FALSE(readIdentifierRules("identifier = 3", "i.toml"));
}
