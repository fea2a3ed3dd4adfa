// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_files.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

TEST(SearchEngineRules, resultsAndSuggestions)
{
    const auto rules = readSearchEngineRules(R"(device_keys = ["os"]
[[engine]]
name = "Otter"
hosts = ["otter.{tld}"]
paths = ["/search"]
parameters = ["q"]
charsets = ["euc-kr"]
[[engine.suggest]]
hosts = ["s.otter.com"]
paths = ["/ac"]
parameters = ["p"]
)",
        "e.toml");
    ASSERT_TRUE(rules);
    ASSERT_EQ(rules.value().ways.size(), 2U);
    EXPECT_FALSE(rules.value().ways[0].suggest);
    EXPECT_EQ(rules.value().ways[0].charsets, std::vector<std::string>{"euc-kr"});
    EXPECT_TRUE(rules.value().ways[1].suggest);
    EXPECT_EQ(rules.value().ways[1].engine, "Otter");
    EXPECT_EQ(rules.value().deviceKeys.front(), "os");
}

TEST(SearchEngineRules, theQueryMayBePartOfThePath)
{
    const std::string start = "[[engine]]\nname = \"x\"\nhosts = [\"{country}.x.org\"]\n";
    const auto rules = readSearchEngineRules(start + "in_path = [\"/s/{query}\"]\n", "e.toml");
    ASSERT_TRUE(rules) << rules.error().text();
    EXPECT_EQ(rules.value().ways[0].inPath, std::vector<std::string>{"/s/{query}"});
    EXPECT_TRUE(rules.value().ways[0].paths.empty());
    for (const char *bad : {"in_path = [\"/s/\"]", "in_path = [\"s/{query}\"]", "in_path = [\"/{query}/{query}\"]",
             "in_path = [\"/s/{query}\"]\npaths = [\"/\"]"})
        EXPECT_FALSE(readSearchEngineRules(start + bad + "\n", "e.toml")) << bad;
}

TEST(SearchEngineRules, errorsNameThePlace)
{
    const auto badHost = readSearchEngineRules(
        "[[engine]]\nname = \"x\"\nhosts = [\"https://x.org\"]\npaths = [\"/\"]\nparameters = [\"q\"]\n", "e.toml");
    ASSERT_FALSE(badHost);
    EXPECT_EQ(badHost.error().message.find("e.toml:3:"), 0U) << badHost.error().message;
    const auto badPath = readSearchEngineRules(
        "[[engine]]\nname = \"x\"\nhosts = [\"x.org\"]\npaths = [\"search\"]\nparameters = [\"q\"]\n", "e.toml");
    EXPECT_FALSE(badPath);
    EXPECT_FALSE(readSearchEngineRules("[[engine]]\nname = \"x\"\n", "e.toml"));
    EXPECT_FALSE(readSearchEngineRules("[[engines]]\n", "e.toml"));
}
