// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_compiler.h"

#include "rules/compiled_rules.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using namespace telltale::rules;

namespace fs = std::filesystem;

TEST(RuleCompiler, ourOwnFilesAreWhatThisWasBuiltWith)
{
    const auto data = compileRules(TELLTALE_RULES_DIR);
    ASSERT_TRUE(data) << data.error().text();
    EXPECT_EQ(data.value(), builtInRuleData());
    EXPECT_GT(CompiledRules(data.value()).files(), 60U);
}

TEST(RuleCompiler, theFirstFileThatIsWrongIsTheError)
{
    const fs::path folder = fs::path(testing::TempDir()) / "telltale-rules-to-compile";
    fs::remove_all(folder);
    fs::copy(TELLTALE_RULES_DIR, folder, fs::copy_options::recursive);
    std::ofstream(folder / "trackers" / "aa.toml") << "service = \"A\"\npurpose = 7\n";
    const auto broken = compileRules(folder.string());
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().message.find("aa.toml:2:"), std::string::npos) << broken.error().message;
    fs::remove_all(folder / "trackers");
    EXPECT_FALSE(compileRules(folder.string()));
    fs::remove(folder / "apps.toml");
    EXPECT_NE(compileRules(folder.string()).error().message.find("apps.toml"), std::string::npos);
    fs::remove_all(folder);
}
