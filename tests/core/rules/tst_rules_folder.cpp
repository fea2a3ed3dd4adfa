// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rules_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

using telltale::rules::defaultRulesFolder;

TEST(RulesFolder, theEnvironmentIsObeyed)
{
    ::setenv("TELLTALE_RULES", "/somewhere/else", 1);
    EXPECT_EQ(defaultRulesFolder(), "/somewhere/else");
    ::unsetenv("TELLTALE_RULES");
}

TEST(RulesFolder, aProgramOfTheBuildTreeFindsTheSources)
{
    ::unsetenv("TELLTALE_RULES");
    EXPECT_TRUE(std::filesystem::exists(defaultRulesFolder() + "/search_engines.toml")) << defaultRulesFolder();
}

TEST(RulesFolder, aProgramOfTheBuildTreeFindsWhatComesWithIt)
{
    using telltale::rules::bundledFile;
    EXPECT_TRUE(std::filesystem::exists(bundledFile("countries/server_countries.table")));
    EXPECT_TRUE(bundledFile("countries/none").ends_with("share/telltale/countries/none"))
        << bundledFile("countries/none");
}
