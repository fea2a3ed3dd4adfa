// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/child_process.h"

#include <csignal>
#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

using namespace std::chrono_literals;

TEST(ChildProcess, EndsWhenItsInputCloses)
{
    auto cat = ChildProcess::start("/bin/cat", {});
    ASSERT_TRUE(cat.ok());
    EXPECT_FALSE(cat.value()->waitForEnd(30ms));
    cat.value()->closeInput();
    EXPECT_EQ(cat.value()->waitForEnd(5s), 0);
}

TEST(ChildProcess, KeepsStatusAndMessages)
{
    auto shell = ChildProcess::start("/bin/sh", {"-c", "echo no such interface >&2; exit 4"});
    ASSERT_TRUE(shell.ok());
    EXPECT_EQ(shell.value()->waitForEnd(5s), 4);
    EXPECT_EQ(shell.value()->messages(), "no such interface\n");
}

TEST(ChildProcess, AFullErrorPipeDoesNotStopIt)
{
    auto shell = ChildProcess::start("/bin/sh",
        {"-c",
            "i=0; while [ $i -lt 3000 ]; do echo 'a line of some forty octets, more or less' >&2; i=$((i+1)); done; "
            "echo last >&2"});
    ASSERT_TRUE(shell.ok());
    EXPECT_EQ(shell.value()->waitForEnd(20s), 0);
    EXPECT_TRUE(shell.value()->messages().ends_with("last\n"));
    EXPECT_LE(shell.value()->messages().size(), 4096U);
}

TEST(ChildProcess, IsEndedWithItsOwner)
{
    int pid = 0;
    {
        auto stubborn = ChildProcess::start("/bin/sh", {"-c", "trap '' TERM; exec sleep 60"});
        ASSERT_TRUE(stubborn.ok());
        pid = stubborn.value()->pid();
        EXPECT_EQ(::kill(pid, 0), 0);
    }
    EXPECT_EQ(::kill(pid, 0), -1); // gone, and waited for
}

TEST(ChildProcess, ReadsWhatIsWrittenAndItsEndIsNoSignalForUs)
{
    auto shell = ChildProcess::start("/bin/sh", {"-c", "read line; echo \"$line\" >&2; exit 3"});
    ASSERT_TRUE(shell.ok());
    EXPECT_TRUE(shell.value()->writeInput("redirect off\n"));
    EXPECT_EQ(shell.value()->waitForEnd(20s), 3);
    EXPECT_EQ(shell.value()->messages(), "redirect off\n");
    EXPECT_FALSE(shell.value()->writeInput("anybody there?\n")); // SIGPIPE would end this test
    shell.value()->closeInput();
    EXPECT_FALSE(shell.value()->writeInput("x"));
}

TEST(ChildProcess, TellsASignal)
{
    auto shell = ChildProcess::start("/bin/sh", {"-c", "kill -9 $$"});
    ASSERT_TRUE(shell.ok());
    EXPECT_EQ(shell.value()->waitForEnd(5s), 128 + 9);
}

TEST(ChildProcess, SaysWhatCannotBeStarted)
{
    auto none = ChildProcess::start("/nonexistent/program", {});
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.error().kind, base::ErrorKind::privilege);
    EXPECT_NE(none.error().message.find("/nonexistent/program"), std::string::npos);
}

} // namespace
} // namespace telltale::capture
