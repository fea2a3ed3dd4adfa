// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/tracker_table.h"

#include "rules/tracker_rules.h"
#include "support/rule_folder.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

namespace {

TrackerService service(
    const std::string &name, const std::string &endpoint, const std::string &host, const std::string &file = "f.toml")
{
    const auto read =
        readTrackerRules(trackerFile(name, endpoint, host, host == "*" ? "paths = [\"*/collect\"]\n" : ""), file);
    EXPECT_TRUE(read) << read.error().text();
    return read ? read.value() : TrackerService{};
}

std::string found(const TrackerTable &table, std::string_view host)
{
    std::string text;
    for (const auto group : table.at(host)) {
        for (const TrackerRule &rule : group)
            text += rule.service->name + "." + rule.endpoint->name + " ";
        text += "| ";
    }
    return text;
}

} // namespace

TEST(TrackerTable, theMostSpecificHostComesFirst)
{
    const TrackerTable table({{service("A", "any", "*"), service("B", "below", "*.example.org"),
        service("C", "one", "t.example.org"), service("D", "one", "t.example.org")}});
    EXPECT_EQ(found(table, "t.example.org"), "C.one D.one | B.below | A.any | ");
    EXPECT_EQ(found(table, "T.Example.Org."), "C.one D.one | B.below | A.any | ");
    EXPECT_EQ(found(table, "x.example.org"), "B.below | A.any | ");
    EXPECT_EQ(found(table, "example.com"), "A.any | ");
}

TEST(TrackerTable, laterFoldersOverride)
{
    const TrackerTable table({{service("A", "e", "t.example.org", "built-in"), service("A", "f", "t.example.org")},
        {service("A", "e", "t.example.org", "mine"), service("A", "g", "t.example.org")}});
    EXPECT_EQ(found(table, "t.example.org"), "A.e A.g A.f | ");
    EXPECT_EQ(table.rules().front().service->file, "mine");
}

TEST(TrackerTable, withoutRulesThereIsNothingToAsk)
{
    EXPECT_EQ(found(TrackerTable({}), "t.example.org"), "");
}
