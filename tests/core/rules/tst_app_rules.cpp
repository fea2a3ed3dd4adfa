// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_files.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

TEST(AppRules, reads)
{
    const auto rules = readAppRules(R"(package_headers = ["X-Requested-With"]
package_keys = ["pkg"]
no_app = ["okhttp/"]
[[app]]
package = "org.example.app"
name = "Example"
hosts = ["*.example.org"]
[[app.user_agent]]
contains = ["Example/"]
without = ["bot"]
confidence = "likely"
)",
        "a.toml");
    ASSERT_TRUE(rules);
    ASSERT_EQ(rules.value().apps.size(), 1U);
    EXPECT_EQ(rules.value().apps[0].userAgents[0].confidence, RuleConfidence::likely);
}

TEST(AppRules, noRuleMakesAnAppCertain)
{
    const auto rules = readAppRules(
        "[[app]]\nname = \"x\"\n[[app.user_agent]]\ncontains = [\"x\"]\nconfidence = \"certain\"\n", "a.toml");
    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.error().message.find("a.toml:5:"), 0U) << rules.error().message;
    EXPECT_FALSE(readAppRules("[[app]]\npackage = \"x\"\n", "a.toml"));
    EXPECT_FALSE(readAppRules("[[app]]\nname = \"x\"\nhosts = [\"*\"]\n", "a.toml"));
}
