// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/compiled_rules.h"

#include "rules/rule_files.h"
#include "rules/toml_document.h"
#include "rules/tracker_folder.h"
#include "rules/tracker_rules.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

namespace {

constexpr std::string_view flagText = "[[flag]]\nkey = \"isIncognito\"\nvalues = [\"1\", \"true\"]\n";

std::string compiledFlag()
{
    CompiledRulesWriter writer;
    writer.add(flagText, readIncognitoRules(flagText, "f.toml").value());
    return writer.data();
}

/// All of it: what the writer makes of rules is the same where they are.
template <typename Rules>
std::string everything(Rules rules)
{
    CompiledRulesWriter writer;
    writer.add("", rules);
    return writer.data();
}

template <typename Read>
void expectTheSame(const std::string &path, Read read)
{
    const std::string text = readRuleFile(path).value();
    const auto parsed = read(text, path);
    ASSERT_TRUE(parsed) << parsed.error().text();
    const auto found = CompiledRules::builtIn().find<std::remove_cvref_t<decltype(parsed.value())>>(text);
    ASSERT_TRUE(found) << path << " is not among the rules this was built with";
    EXPECT_EQ(everything(*found), everything(parsed.value())) << path;
}

} // namespace

TEST(CompiledRules, standForAFileByItsText)
{
    const std::string data = compiledFlag();
    const CompiledRules compiled(data);
    EXPECT_EQ(compiled.files(), 1U);
    const auto rules = compiled.find<IncognitoRules>(flagText);
    ASSERT_TRUE(rules);
    ASSERT_EQ(rules->flags.size(), 1U);
    EXPECT_EQ(rules->flags[0].key, "isIncognito");
    EXPECT_EQ(rules->flags[0].values, (std::vector<std::string>{"1", "true"}));
    EXPECT_TRUE(rules->windows.empty());
    EXPECT_FALSE(compiled.find<IncognitoRules>(std::string(flagText) + "\n")) << "a file that was changed";
    EXPECT_FALSE(compiled.find<SearchRules>(flagText)) << "another kind of file";
}

TEST(CompiledRules, keepNumbersTextsAndPlaces)
{
    const std::string text =
        "service = \"S\"\npurpose = \"analytics\"\nsource = \"t\"\n[[endpoint]]\nname = \"e\"\n"
        "hosts = [\"*\"]\nreadable = \"partly\"\nreason = \"nötig\"\nwhere = { \"body:a\" = \"*\" }\n"
        "[[endpoint.value]]\nat = \"path:2\"\nkind = \"time\"\nname = \"n\"\nwhy = \"w\"\n";
    const TrackerService written = readTrackerRules(text, "s.toml").value();
    CompiledRulesWriter writer;
    writer.add(text, written);
    const auto read = CompiledRules(writer.data()).find<TrackerService>(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->file, "") << "the name of the file is whoever's who found it";
    const TrackerEndpoint &endpoint = read->endpoints.at(0);
    EXPECT_EQ(endpoint.line, written.endpoints[0].line);
    EXPECT_EQ(endpoint.readable, RuleReadable::partly);
    EXPECT_EQ(endpoint.reason, "nötig");
    EXPECT_EQ(endpoint.where.at(0).at.keys.at(0).text, "a");
    EXPECT_EQ(endpoint.values.at(0).at.segment, 2U);
    EXPECT_EQ(endpoint.values.at(0).kind, ValueKind::time);
}

TEST(CompiledRules, damagedDataGivesNothing)
{
    const std::string data = compiledFlag();
    for (std::size_t size = 0; size < data.size(); ++size)
        EXPECT_FALSE(CompiledRules(std::string_view(data).substr(0, size)).find<IncognitoRules>(flagText)) << size;
    EXPECT_EQ(CompiledRules(std::string(100, '\xFF')).files(), 0U);
}

TEST(CompiledRules, ourOwnFilesAreAmongThemAsTheyAreNow)
{
    const std::string folder = TELLTALE_RULES_DIR;
    expectTheSame(folder + "/search_engines.toml", readSearchEngineRules);
    expectTheSame(folder + "/search_engines_matomo.toml", readSearchEngineRules);
    expectTheSame(folder + "/apps.toml", readAppRules);
    expectTheSame(folder + "/identifiers.toml", readIdentifierRules);
    expectTheSame(folder + "/organisations.toml", readOrganisationRules);
    expectTheSame(folder + "/incognito.toml", readIncognitoRules);
    const auto trackers = trackerFilesIn(folder + "/trackers");
    ASSERT_TRUE(trackers);
    for (const std::string &path : trackers.value())
        expectTheSame(path, readTrackerRules);
}
