// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/toml_document.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

TEST(TomlDocument, keepsPlaces)
{
    const auto document = parseToml("name = \"x\"\ncount = 3\nlist = [\"a\", true]\n", "t.toml");
    ASSERT_TRUE(document);
    const auto &table = std::get<TomlValue::Table>(document.value().data);
    ASSERT_EQ(table.size(), 3U);
    for (const auto &[key, value] : table) {
        if (key == "count") {
            EXPECT_EQ(value.line, 2U);
            EXPECT_EQ(std::get<std::int64_t>(value.data), 3);
        }
    }
}

TEST(TomlDocument, syntaxErrorsNameFileLineAndColumn)
{
    const auto document = parseToml("a = 1\nb = = 2\n", "rules/x.toml");
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().message.find("rules/x.toml:2:"), 0U) << document.error().message;
    EXPECT_FALSE(document.error().remedy.empty());
}

TEST(TomlDocument, missingFileSaysWhatToDo)
{
    const auto text = readRuleFile("/nonexistent/apps.toml");
    ASSERT_FALSE(text);
    EXPECT_NE(text.error().message.find("/nonexistent/apps.toml"), std::string::npos);
    EXPECT_NE(text.error().remedy.find("TELLTALE_RULES"), std::string::npos);
}
