// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/mending.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace telltale::hotspot {
namespace {

TEST(Mending, ASysctlCommandIsASetting)
{
    EXPECT_EQ(settingOf("sudo sysctl -w net.ipv4.ip_forward=1"), (KernelSetting{"/proc/sys/net/ipv4/ip_forward", "1"}));
    EXPECT_EQ(settingOf("sudo sysctl -w net.ipv6.conf.wlan-0.accept_ra=0"),
        (KernelSetting{"/proc/sys/net/ipv6/conf/wlan-0/accept_ra", "0"}));
    for (const char *other : {"", "sudo sysctl -w ", "sudo sysctl -w net.ipv4.ip_forward", "sudo sysctl -w =1",
             "sudo sysctl -w a=1 b=2", "sudo sysctl -w a=1; true", "sudo sysctl -w ../etc/x=1", "sudo sysctl -w a..b=1",
             "sudo sysctl -w a=", "sysctl -w a=1", "sudo sysctl -w a/b=1", "sudo ip link set hs0 up"})
        EXPECT_FALSE(settingOf(other)) << other;
}

TEST(Mending, OnlyWhatCanBeTakenBackIsMended)
{
    const Finding whole{"a.b", Severity::error, "It is off.", "Switch it on.", "on", "off"};
    EXPECT_TRUE(canBeMended(whole));
    Finding less = whole;
    less.undo.clear();
    EXPECT_FALSE(canBeMended(less));
    less = whole;
    less.command.clear();
    EXPECT_FALSE(canBeMended(less));
    less = whole;
    less.severity = Severity::note;
    EXPECT_FALSE(canBeMended(less));
}

TEST(Mending, RunsTheCommandAndTakesItBack)
{
    std::string folder = (std::filesystem::temp_directory_path() / "telltale-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const std::string file = folder + "/made";
    {
        ChangeJournal journal(folder + "/changes", runCommand);
        const Finding finding{
            "a.b", Severity::error, "It is off.", "Make it.", "sudo touch " + file, "sudo rm " + file};
        ASSERT_TRUE(mend(journal, finding).ok());
        EXPECT_TRUE(std::filesystem::exists(file));
        EXPECT_EQ(journal.changes().at(0).what, "Make it: sudo touch " + file);
    }
    EXPECT_FALSE(std::filesystem::exists(file));
    std::filesystem::remove_all(folder);
}

TEST(Mending, WhatFailsSaysWhy)
{
    const auto failed = runCommand("echo one two >&2; false; echo not this far >&2");
    ASSERT_FALSE(failed.ok());
    EXPECT_NE(failed.error().message.find("one two"), std::string::npos) << failed.error().text();
}

} // namespace
} // namespace telltale::hotspot
