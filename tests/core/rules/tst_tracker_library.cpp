// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/tracker_library.h"

#include "support/rule_folder.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

namespace {

std::string names(const TrackerLibrary &library)
{
    std::string text;
    const auto table = library.table();
    for (const TrackerRule &rule : table->rules())
        text += rule.service->name + "." + rule.endpoint->name + " ";
    return text;
}

} // namespace

TEST(TrackerLibrary, theUsersFoldersFollowTheirFiles)
{
    ScratchFolder builtIn;
    ScratchFolder mine;
    builtIn.write("a.toml", trackerFile("A", "e", "a.example.org"));
    const auto library = TrackerLibrary::open(builtIn.path(), {mine.path()});
    ASSERT_TRUE(library) << library.error().text();
    EXPECT_EQ(names(*library.value()), "A.e ");
    EXPECT_FALSE(library.value()->refresh());

    mine.write("b.toml", trackerFile("B", "e", "b.example.org"));
    const auto before = library.value()->table();
    EXPECT_FALSE(library.value()->refresh());
    EXPECT_EQ(names(*library.value()), "B.e A.e ");
    EXPECT_EQ(before->rules().size(), 1U) << "what somebody holds does not change";

    mine.write("b.toml", "service = \"B\"\n");
    const auto error = library.value()->refresh();
    ASSERT_TRUE(error);
    EXPECT_TRUE(error->message.starts_with(mine.path() + "/b.toml:1:1: \"purpose\" is missing")) << error->message;
    EXPECT_EQ(names(*library.value()), "B.e A.e ") << "a broken edit leaves the rules as they were";
    EXPECT_FALSE(library.value()->refresh()) << "and is told once";

    mine.write("b.toml", trackerFile("B", "mended", "b.example.org"));
    EXPECT_FALSE(library.value()->refresh());
    EXPECT_EQ(names(*library.value()), "B.mended A.e ");
    mine.remove("b.toml");
    EXPECT_FALSE(library.value()->refresh());
    EXPECT_EQ(names(*library.value()), "A.e ");
}

TEST(TrackerLibrary, whatMustBeThere)
{
    ScratchFolder mine;
    EXPECT_TRUE(TrackerLibrary::open("/nowhere/at/all", {}));
    EXPECT_FALSE(TrackerLibrary::open("/nowhere/at/all", {"/nowhere/at/all"}));
    mine.write("b.toml", "[[");
    EXPECT_FALSE(TrackerLibrary::open("/nowhere/at/all", {mine.path()}));
}
