// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/tracker_folder.h"

#include "support/rule_folder.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

TEST(TrackerFolder, filesInTheOrderOfTheirNames)
{
    ScratchFolder folder;
    folder.write("b.toml", trackerFile("B", "e", "b.example.org"));
    folder.write("a.toml", trackerFile("A", "e", "a.example.org"));
    folder.write(".hidden.toml", "nothing good");
    folder.write("notes.txt", "nothing good");
    const auto services = loadTrackerFolder(folder.path());
    ASSERT_TRUE(services) << services.error().text();
    ASSERT_EQ(services.value().size(), 2U);
    EXPECT_EQ(services.value()[0].name, "A");
    EXPECT_EQ(services.value()[1].name, "B");
}

TEST(TrackerFolder, oneEndpointInTwoFiles)
{
    ScratchFolder folder;
    folder.write("a.toml", trackerFile("S", "e", "a.example.org"));
    folder.write("b.toml", trackerFile("S", "e", "b.example.org"));
    const auto services = loadTrackerFolder(folder.path());
    ASSERT_FALSE(services);
    EXPECT_EQ(services.error().message,
        folder.path() + "/b.toml:4: The endpoint \"e\" of S also stands in " + folder.path() + "/a.toml.");
}

TEST(TrackerFolder, theWorldSaysNo)
{
    EXPECT_FALSE(loadTrackerFolder("/nowhere/at/all"));
    ScratchFolder folder;
    EXPECT_TRUE(loadTrackerFolder(folder.path())) << "an empty folder is no error";
    folder.write("a.toml", "service = 1\n");
    const auto services = loadTrackerFolder(folder.path());
    ASSERT_FALSE(services);
    EXPECT_TRUE(services.error().message.starts_with(folder.path() + "/a.toml:1:")) << services.error().message;
}
