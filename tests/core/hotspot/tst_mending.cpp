// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/mending.h"

#include "hotspot/program_output.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

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

/// A folder with the given programs alone, each of which does what it is told and notes its own name.
class MendingWith : public testing::Test {
protected:
    void SetUp() override
    {
        m_folder = (std::filesystem::temp_directory_path() / "telltale-test-XXXXXX").string();
        ASSERT_NE(::mkdtemp(m_folder.data()), nullptr);
        for (const char *tool : {"sh", "touch", "rm"})
            std::filesystem::create_symlink(std::string("/bin/") + tool, m_folder + "/" + tool);
        m_path = std::getenv("PATH");
        ::setenv("PATH", m_folder.c_str(), 1);
    }
    void TearDown() override
    {
        ::setenv("PATH", m_path.c_str(), 1);
        std::filesystem::remove_all(m_folder);
    }
    void program(const std::string &name) const
    {
        const std::string path = m_folder + "/" + name;
        std::ofstream(path) << "#!/bin/sh\necho " << name << " >>" << m_folder << "/asked\nexec \"$@\"\n";
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    }
    [[nodiscard]] std::string asked() const
    {
        std::ifstream file(m_folder + "/asked");
        return {std::istreambuf_iterator<char>(file), {}};
    }
    /// Makes a file, and takes that back.
    void mendOnce() const
    {
        const std::string file = m_folder + "/made";
        {
            ChangeJournal journal(m_folder + "/changes", runCommand);
            const Finding finding{
                "a.b", Severity::error, "It is off.", "Make it.", "sudo touch " + file, "sudo rm " + file};
            ASSERT_TRUE(mend(journal, finding).ok());
            EXPECT_TRUE(std::filesystem::exists(file));
            EXPECT_EQ(journal.changes().at(0).what, "Make it: sudo touch " + file);
        }
        EXPECT_FALSE(std::filesystem::exists(file));
    }

private:
    std::string m_folder, m_path;
};

TEST_F(MendingWith, SudoEachCommandIsAskedForAlone)
{
    program("sudo");
    program("pkexec");
    mendOnce();
    EXPECT_EQ(asked(), "sudo\nsudo\n");
}

TEST_F(MendingWith, PkexecWhereThereIsNoSudo)
{
    if (!pathOf("sudo").empty())
        GTEST_SKIP() << "sudo is installed in a folder for administrators' programs";
    program("pkexec");
    mendOnce();
    EXPECT_EQ(asked(), "pkexec\npkexec\n");
}

TEST_F(MendingWith, NeitherSaysSo)
{
    if (!pathOf("sudo").empty() || !pathOf("pkexec").empty())
        GTEST_SKIP() << "one of them is installed in a folder for administrators' programs";
    const auto failed = runCommand("sudo touch made");
    ASSERT_FALSE(failed.ok());
    EXPECT_NE(failed.error().text().find("sudo touch made"), std::string::npos) << failed.error().text();
}

TEST(Mending, WhatFailsSaysWhy)
{
    const auto failed = runCommand("echo one two >&2; false; echo not this far >&2");
    ASSERT_FALSE(failed.ok());
    EXPECT_NE(failed.error().message.find("one two"), std::string::npos) << failed.error().text();
}

} // namespace
} // namespace telltale::hotspot
