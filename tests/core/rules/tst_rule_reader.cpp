// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_reader.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

namespace {

TomlValue parsed(std::string_view text)
{
    return parseToml(text, "t.toml").value();
}

} // namespace

TEST(RuleReader, takesMembers)
{
    const TomlValue table = parsed("a = \"x\"\nb = [\"y\", \"z\"]\nn = 7\n[c]\nDE = \"Germany\"\n[[d]]\na = \"w\"\n");
    RuleReader reader(table, "t.toml");
    EXPECT_EQ(reader.text("a"), "x");
    EXPECT_EQ(reader.texts("b").size(), 2U);
    EXPECT_EQ(reader.integer("n", 1, 10, 5), 7);
    EXPECT_EQ(reader.integer("missing", 1, 10, 5), 5);
    EXPECT_EQ(reader.textMembers("c").size(), 1U);
    EXPECT_EQ(reader.tables("d").size(), 1U);
    EXPECT_EQ(reader.optionalText("missing"), "");
    EXPECT_FALSE(reader.error());
}

TEST(RuleReader, theFirstErrorIsKeptWithItsPlace)
{
    const TomlValue table = parsed("a = 1\nb = \"no list\"\n");
    RuleReader reader(table, "t.toml");
    EXPECT_EQ(reader.text("a"), "");
    EXPECT_TRUE(reader.texts("b").empty());
    ASSERT_TRUE(reader.error());
    EXPECT_EQ(reader.error()->message.find("t.toml:1:5: \"a\" must be a string."), 0U) << reader.error()->message;
}

TEST(RuleReader, refusals)
{
    const char *bad[] = {"a = []", "a = [1]", "a = [\"\"]", "a = \"x\"", "b = 1"};
    for (const char *text : bad) {
        const TomlValue table = parsed(text);
        RuleReader reader(table, "t.toml");
        (void)reader.texts("a");
        EXPECT_TRUE(reader.error()) << text;
    }
    const TomlValue table = parsed("nmae = \"x\"");
    RuleReader reader(table, "t.toml");
    reader.allowOnly({"name", "hosts"});
    ASSERT_TRUE(reader.error());
    EXPECT_NE(reader.error()->text().find("name, hosts"), std::string::npos);
}
