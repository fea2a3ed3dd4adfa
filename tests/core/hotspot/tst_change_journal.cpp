// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/change_journal.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace telltale::hotspot {
namespace {

namespace fs = std::filesystem;

class ChangeJournalTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string path = (fs::temp_directory_path() / "telltale-test-XXXXXX").string();
        ASSERT_NE(::mkdtemp(path.data()), nullptr);
        m_root = path;
        m_setting = path + "/ip_forward";
        m_folder = path + "/state/telltale/changes";
        write("0\n");
    }
    void TearDown() override { fs::remove_all(m_root); }

    void write(const std::string &text) const { std::ofstream(m_setting) << text; }
    [[nodiscard]] std::string setting() const
    {
        std::ifstream file(m_setting);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    [[nodiscard]] std::size_t journals() const
    {
        std::error_code failed;
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(m_folder, failed), fs::directory_iterator()));
    }
    /// A process that makes the change and is killed before it takes it back.
    void changeAndDie() const
    {
        const pid_t child = ::fork();
        if (child == 0) {
            ChangeJournal journal(m_folder, run());
            const bool changed = journal.setFile("Forwarding was switched on.", m_setting, "1").ok();
            ::_exit(changed ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_EQ(status, 0);
    }

    /// Keeps what it was to run, and writes what is to be written; "false" fails.
    ChangeJournal::Run run(bool mayWrite = true) const
    {
        return [this, mayWrite](const std::string &command) -> base::Status {
            m_ran.push_back(command);
            const bool writes = command.find("| sudo tee") != std::string::npos;
            if (writes && mayWrite) {
                EXPECT_EQ(std::system(("sudo() { \"$@\" >/dev/null; }\n" + command).c_str()), 0);
            }
            if (command == "false" || (writes && !mayWrite))
                return base::Error{base::ErrorKind::output, "It failed.", {}};
            return base::Done{};
        };
    }

    std::string m_root, m_setting, m_folder;
    mutable std::vector<std::string> m_ran;
};

TEST_F(ChangeJournalTest, NotesBeforeItChangesAndTakesBackAtTheEnd)
{
    {
        ChangeJournal journal(m_folder, run());
        EXPECT_EQ(journals(), 0U) << "nothing is written before the first change";
        ASSERT_TRUE(journal.setFile("Forwarding was switched on.", m_setting, "1").ok());
        EXPECT_EQ(setting(), "1\n");
        ASSERT_EQ(journals(), 1U);
        struct stat about { };
        ASSERT_EQ(::stat(fs::directory_iterator(m_folder)->path().c_str(), &about), 0);
        EXPECT_EQ(about.st_mode & 0777U, 0600U);
        ASSERT_EQ(::stat(m_folder.c_str(), &about), 0);
        EXPECT_EQ(about.st_mode & 0777U, 0700U);
        ASSERT_EQ(journal.changes().size(), 1U);
        EXPECT_EQ(journal.changes()[0].before, "0");
        EXPECT_EQ(journal.changes()[0].undo, "echo '0' | sudo tee '" + m_setting + "'");
    }
    EXPECT_EQ(setting(), "0\n");
    EXPECT_EQ(journals(), 0U);
}

TEST_F(ChangeJournalTest, WhatIsSoAlreadyIsNoChange)
{
    ChangeJournal journal(m_folder, run());
    ASSERT_TRUE(journal.setFile("Nothing.", m_setting, "0").ok());
    EXPECT_TRUE(journal.changes().empty());
}

TEST_F(ChangeJournalTest, TheNextStartTakesBackWhatACrashLeft)
{
    changeAndDie();
    EXPECT_EQ(setting(), "1\n");
    ChangeJournal next(m_folder, run());
    const auto undone = next.undoLeftOvers();
    ASSERT_EQ(undone.size(), 1U);
    EXPECT_TRUE(undone[0].done);
    EXPECT_EQ(undone[0].change.what, "Forwarding was switched on.");
    EXPECT_EQ(setting(), "0\n");
    EXPECT_TRUE(next.undoLeftOvers().empty());
}

TEST_F(ChangeJournalTest, WhatAnotherProcessStillUsesIsLeftToIt)
{
    ChangeJournal first(m_folder, run());
    ASSERT_TRUE(first.setFile("Forwarding was switched on.", m_setting, "1").ok());
    ChangeJournal second(m_folder, run());
    EXPECT_TRUE(second.undoLeftOvers().empty());
    EXPECT_EQ(setting(), "1\n");
}

TEST_F(ChangeJournalTest, WhatWasNotAllowedNowIsTriedAtTheNextStart)
{
    changeAndDie();
    const auto undone = ChangeJournal(m_folder, run(false)).undoLeftOvers();
    ASSERT_EQ(undone.size(), 1U);
    EXPECT_FALSE(undone[0].done);
    EXPECT_EQ(setting(), "1\n");
    ASSERT_EQ(leftOverChanges(m_folder).size(), 1U);
    EXPECT_TRUE(ChangeJournal(m_folder, run()).undoLeftOvers().at(0).done);
    EXPECT_EQ(setting(), "0\n");
    {
        ChangeJournal refused(m_folder, run(false));
        EXPECT_FALSE(refused.setFile("Forwarding was switched on.", m_setting, "1").ok());
        EXPECT_TRUE(refused.changes().empty());
    }
    EXPECT_EQ(setting(), "0\n");
    EXPECT_TRUE(leftOverChanges(m_folder).empty());
}

TEST_F(ChangeJournalTest, AFolderOfAnotherUserIsNotWrittenTo)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "needs root to make such a folder";
    fs::create_directories(m_folder);
    ASSERT_EQ(::chown(m_folder.c_str(), 65534, 65534), 0);
    ChangeJournal journal(m_folder, run());
    EXPECT_FALSE(journal.setFile("Forwarding was switched on.", m_setting, "1").ok());
    EXPECT_EQ(setting(), "0\n");
}

TEST_F(ChangeJournalTest, WhatSomebodyElseChangedSinceIsLeftAlone)
{
    changeAndDie();
    write("2\n");
    const auto undone = ChangeJournal(m_folder, run()).undoLeftOvers();
    ASSERT_EQ(undone.size(), 1U);
    EXPECT_FALSE(undone[0].done);
    EXPECT_NE(undone[0].problem.find("somebody else"), std::string::npos);
    EXPECT_EQ(setting(), "2\n");
}

TEST_F(ChangeJournalTest, CommandsAreTakenBackByCommandsTheLastOneFirst)
{
    ChangeJournal journal(m_folder, run());
    ASSERT_TRUE(journal.perform("A rule was added.", "add rule", "delete rule").ok());
    ASSERT_TRUE(journal.setFile("Forwarding was switched on.", m_setting, "1").ok());
    ASSERT_TRUE(journal.perform("Another.", "add other", "false").ok());
    EXPECT_FALSE(journal.perform("What fails is nothing to take back.", "false", "never").ok());
    const auto undone = journal.undoAll();
    ASSERT_EQ(undone.size(), 3U);
    EXPECT_FALSE(undone[0].done);
    EXPECT_NE(undone[0].problem.find("It failed."), std::string::npos);
    EXPECT_TRUE(undone[1].done && undone[2].done);
    const std::string on = "echo '1' | sudo tee '" + m_setting + "'", off = "echo '0' | sudo tee '" + m_setting + "'";
    EXPECT_EQ(m_ran, (std::vector<std::string>{"add rule", on, "add other", "false", "false", off, "delete rule"}));
}

TEST_F(ChangeJournalTest, LeftOversCanBeLookedAtWithoutTouchingThem)
{
    EXPECT_TRUE(leftOverChanges(m_folder).empty());
    {
        ChangeJournal alive(m_folder, run());
        ASSERT_TRUE(alive.setFile("Forwarding was switched on.", m_setting, "1").ok());
        EXPECT_TRUE(leftOverChanges(m_folder).empty()) << "it is still in use";
    }
    changeAndDie();
    for (int turn = 0; turn < 2; ++turn) {
        const auto left = leftOverChanges(m_folder);
        ASSERT_EQ(left.size(), 1U);
        EXPECT_EQ(left[0].what, "Forwarding was switched on.");
    }
    EXPECT_EQ(setting(), "1\n");
}

TEST_F(ChangeJournalTest, WhatCannotBeNotedIsNotDone)
{
    std::ofstream(m_root + "/state") << "a file in the way";
    ChangeJournal journal(m_folder, run());
    EXPECT_FALSE(journal.setFile("Forwarding was switched on.", m_setting, "1").ok());
    EXPECT_EQ(setting(), "0\n");
    EXPECT_FALSE(journal.setFile("Nowhere.", m_root + "/missing", "1").ok());
}

TEST_F(ChangeJournalTest, TheFolderIsGoneWithTheChangesWhenTheComputerIsSwitchedOff)
{
    ::setenv("XDG_RUNTIME_DIR", "/run/user/4711", 1);
    EXPECT_EQ(changesFolder(), "/run/user/4711/telltale/changes");
    ::unsetenv("XDG_RUNTIME_DIR");
    EXPECT_TRUE(changesFolder().starts_with("/run/user/"));
}

} // namespace
} // namespace telltale::hotspot
