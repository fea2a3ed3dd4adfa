// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/folder/session_recorder.h"

#include "core/session/folder/recording.h"
#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

using namespace telltale;
using namespace telltale::session;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

const RecordingFacts facts{"telltale-cli 1", "hs0", true, {1'000'000'000}};

mode_t modeOf(const std::string &path)
{
    struct stat status { };
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

struct Recording {
    test::TemporaryFolder folder;
    std::string path = folder.path() + "/session";
    std::unique_ptr<SessionRecorder> recorder = std::move(SessionRecorder::create(path, facts).value());

    [[nodiscard]] std::vector<std::string> events() const { return eventsOf(path + "/capture.pcapng"); }
    [[nodiscard]] std::string journal() const { return textOf(path + "/journal.ndjson"); }
};

} // namespace

TEST(SessionRecorder, keysStandInFrontWhenItIsFinished)
{
    Recording recording;
    recording.recorder->packet(packetOf("one"));
    recording.recorder->keys("CLIENT_RANDOM aa bb\n");
    recording.recorder->packet(packetOf("two"));
    recording.recorder->keys("CLIENT_RANDOM cc dd\n");
    ASSERT_TRUE(recording.recorder->finish({2}).ok());
    EXPECT_THAT(recording.events(),
        ElementsAre("keys:CLIENT_RANDOM aa bb\n", "keys:CLIENT_RANDOM cc dd\n", "packet:one", "packet:two", "end"));
}

TEST(SessionRecorder, whatWasFlushedIsThereWithoutAnEnd)
{
    Recording recording;
    recording.recorder->packet(packetOf("one"));
    recording.recorder->keys("CLIENT_RANDOM aa bb\n");
    recording.recorder->flush();
    EXPECT_THAT(recording.events(), ElementsAre("packet:one", "keys:CLIENT_RANDOM aa bb\n", "end"));
}

TEST(SessionRecorder, aMarkIsACommentOfTheNextPacketAndALineOfTheJournal)
{
    Recording recording;
    recording.recorder->packet(packetOf("one"));
    recording.recorder->markPrivate({1'500'000'000}, true);
    recording.recorder->packet(packetOf("two", 2));
    recording.recorder->markPrivate({2'500'000'000}, false);
    ASSERT_TRUE(recording.recorder->finish({3'000'000'000}).ok());
    EXPECT_THAT(recording.events(), ElementsAre("packet:one", "packet:two", "comment:telltale:private=on", "end"));
    EXPECT_EQ(recording.journal(),
        R"({"entry":"start","time":"1970-01-01T00:00:01.000000000Z","program":"telltale-cli 1","interface":"hs0","intercepting":true}
{"entry":"private","time":"1970-01-01T00:00:01.500000000Z","on":true}
{"entry":"private","time":"1970-01-01T00:00:02.500000000Z","on":false}
{"entry":"end","time":"1970-01-01T00:00:03.000000000Z","packets":2}
)");
}

TEST(SessionRecorder, dropsAreToldOnceForEachChange)
{
    Recording recording;
    recording.recorder->packet(packetOf("one"));
    for (const std::uint64_t dropped : {0, 7, 7})
        recording.recorder->drops({10, dropped}, {5});
    recording.recorder->flush();
    EXPECT_THAT(recording.events(), ElementsAre("packet:one", "drops:0", "drops:7", "drops:7", "end"));
    EXPECT_THAT(
        recording.journal(), HasSubstr(R"({"entry":"dropped","time":"1970-01-01T00:00:00.000000005Z","count":7})"));
    EXPECT_EQ(recording.journal().find("dropped"), recording.journal().rfind("dropped"));
}

TEST(SessionRecorder, onlyTheOwnerMayReadIt)
{
    const Recording recording;
    EXPECT_EQ(modeOf(recording.path), 0700U);
    EXPECT_EQ(modeOf(recording.path + "/capture.pcapng"), 0600U);
    EXPECT_EQ(modeOf(recording.path + "/journal.ndjson"), 0600U);
}

TEST(SessionRecorder, aSessionIsNeverWrittenOver)
{
    const Recording recording;
    const auto second = SessionRecorder::create(recording.path, facts);
    ASSERT_FALSE(second.ok());
    EXPECT_THAT(second.error().text(), HasSubstr("capture.pcapng is there already."));
}

TEST(SessionRecorder, whatDoesNotBeginLeavesNothingBehind)
{
    const test::TemporaryFolder folder;
    (void)folder.file("journal.ndjson", "of another session\n");
    const auto recorder = SessionRecorder::create(folder.path(), facts);
    ASSERT_FALSE(recorder.ok());
    EXPECT_THAT(recorder.error().text(), HasSubstr("journal.ndjson is there already."));
    EXPECT_EQ(textOf(folder.path() + "/capture.pcapng"), "");
    EXPECT_EQ(modeOf(folder.path() + "/capture.pcapng"), 0U);
}

TEST(SessionRecorder, afterTheEndNothingIsWritten)
{
    Recording recording;
    ASSERT_TRUE(recording.recorder->finish({2}).ok());
    const std::string before = recording.journal();
    recording.recorder->markPrivate({3}, true);
    recording.recorder->journal("{}");
    recording.recorder->packet(packetOf("late"));
    recording.recorder->flush();
    EXPECT_EQ(recording.journal(), before);
    EXPECT_THAT(recording.events(), ElementsAre("end"));
}
