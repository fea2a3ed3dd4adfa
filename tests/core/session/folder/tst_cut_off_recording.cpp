// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/folder/cut_off_recording.h"

#include "core/session/folder/recording.h"
#include "session/folder/session_recorder.h"
#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace telltale;
using namespace telltale::session;
using testing::ElementsAre;
using testing::EndsWith;
using testing::Not;

namespace {

const RecordingFacts facts{"telltale-cli 1", "hs0", true, {1'000'000'000}};
const base::Timestamp later{9'000'000'000};

/// A process that records, with its keys behind the packets, until it is killed.
class Recording {
public:
    Recording()
    {
        int ends[2];
        EXPECT_EQ(::pipe(ends), 0);
        m_child = ::fork();
        if (m_child == 0) {
            record();
            const char ready = 1;
            if (::write(ends[1], &ready, 1) == 1)
                for (;;)
                    ::pause();
            ::_exit(1);
        }
        char ready = 0;
        EXPECT_EQ(::read(ends[0], &ready, 1), 1);
        ::close(ends[0]);
        ::close(ends[1]);
    }
    ~Recording() { kill(); }

    void kill()
    {
        if (m_child > 0) {
            ::kill(m_child, SIGKILL);
            ::waitpid(m_child, nullptr, 0);
        }
        m_child = 0;
    }

    [[nodiscard]] std::string path() const { return m_folder.path() + "/s"; }
    [[nodiscard]] std::vector<std::string> events() const { return eventsOf(path() + "/capture.pcapng"); }
    [[nodiscard]] std::string journal() const { return textOf(path() + "/journal.ndjson"); }

private:
    void record() const
    {
        static std::unique_ptr<SessionRecorder> recorder; // not ended by any destructor
        recorder = std::move(SessionRecorder::create(path(), facts).value());
        recorder->packet(packetOf("one"));
        recorder->keys("CLIENT_RANDOM aa bb\n");
        recorder->packet(packetOf("two"));
        recorder->flush();
    }

    test::TemporaryFolder m_folder;
    pid_t m_child = 0;
};

const auto inOrder = ElementsAre("keys:CLIENT_RANDOM aa bb\n", "packet:one", "packet:two", "end");
const auto asItCame = ElementsAre("packet:one", "keys:CLIENT_RANDOM aa bb\n", "packet:two", "end");

} // namespace

TEST(CutOffRecording, isPutInOrderOnceItsProcessIsGone)
{
    Recording recording;
    EXPECT_EQ(mendCutOff(recording.path(), later), CutOff::stillRecorded);
    EXPECT_THAT(recording.events(), asItCame);
    recording.kill();
    EXPECT_EQ(mendCutOff(recording.path(), later), CutOff::mended);
    EXPECT_THAT(recording.events(), inOrder);
    EXPECT_THAT(recording.journal(), EndsWith("{\"entry\":\"mended\",\"time\":\"1970-01-01T00:00:09.000000000Z\"}\n"));
    struct stat about { };
    ASSERT_EQ(::stat((recording.path() + "/capture.pcapng").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
    EXPECT_EQ(mendCutOff(recording.path(), later), CutOff::none) << "once is enough";
}

TEST(CutOffRecording, aTornEndOfEitherFileIsNoObstacle)
{
    Recording recording;
    recording.kill();
    const std::string capture = recording.path() + "/capture.pcapng", journal = recording.path() + "/journal.ndjson";
    std::ofstream(capture, std::ios::app | std::ios::binary) << std::string("\6\0\0\0\x40\0\0\0torn", 12);
    std::ofstream(journal, std::ios::app) << R"({"event":"accepted","ti)";
    std::ofstream(capture + ".part") << "of a mending that was killed, too";
    EXPECT_EQ(mendCutOff(recording.path(), later), CutOff::mended);
    EXPECT_THAT(recording.events(), inOrder);
    EXPECT_THAT(recording.journal(), testing::HasSubstr("\"ti\n{\"entry\":\"mended\""));
    EXPECT_FALSE(std::ifstream(capture + ".part").good());
}

TEST(CutOffRecording, aFinishedOneIsNotTouched)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() + "/s";
    {
        auto recorder = std::move(SessionRecorder::create(path, facts).value());
        recorder->packet(packetOf("one"));
        ASSERT_TRUE(recorder->finish({5}).ok());
    }
    const std::string journal = textOf(path + "/journal.ndjson");
    EXPECT_EQ(mendCutOff(path, later), CutOff::none);
    EXPECT_EQ(textOf(path + "/journal.ndjson"), journal);
}

TEST(CutOffRecording, whatCannotBeWrittenStaysAsItIs)
{
    EXPECT_EQ(mendCutOff("/nonexistent", later), CutOff::notMended);
    Recording recording;
    recording.kill();
    const std::string capture = recording.path() + "/capture.pcapng";
    // A block of impossible length: what follows is unknown, and nothing may be lost.
    std::ofstream(capture, std::ios::app | std::ios::binary) << std::string("\6\0\0\0\3\0\0\0", 8);
    const std::string before = textOf(capture);
    EXPECT_EQ(mendCutOff(recording.path(), later), CutOff::notMended);
    EXPECT_EQ(textOf(capture), before);
    EXPECT_THAT(recording.journal(), Not(testing::HasSubstr("mended")));
    if (::geteuid() == 0)
        return; // nothing is read-only to root
    ASSERT_EQ(::chmod(recording.path().c_str(), 0500), 0);
    EXPECT_EQ(mendCutOff(recording.path(), later), CutOff::notMended);
    EXPECT_EQ(::chmod(recording.path().c_str(), 0700), 0);
}
