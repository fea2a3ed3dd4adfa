// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recording_source.h"

#include "core/engine/scripted_source.h"
#include "core/session/folder/recording.h"
#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(RecordingSource, handsEverythingOnAndKeepsIt)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() + "/s";
    std::shared_ptr<session::SessionRecorder> recorder =
        std::move(session::SessionRecorder::create(path, {"test", "hs0", true, {}}).value());
    engine::RecordingSource source(std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{
                                       capture::JournalLine{R"({"event":"listening"})"}, session::packetOf("one"),
                                       capture::KeyLogText{"k1\n"}, session::packetOf("two", 2), capture::NothingYet{}}),
        recorder);
    EXPECT_THAT(test::drain(source), ElementsAre(R"({"event":"listening"})", "packet:one", "keys:k1\n", "packet:two"));
    EXPECT_THAT(session::eventsOf(path + "/capture.pcapng"), ElementsAre("keys:k1\n", "packet:one", "packet:two", "end"));
    EXPECT_THAT(session::textOf(path + "/journal.ndjson"), HasSubstr("{\"event\":\"listening\"}\n"));
    EXPECT_THAT(session::textOf(path + "/journal.ndjson"), HasSubstr(R"("entry":"end")"));
}

TEST(RecordingSource, whatCannotBePutInOrderIsAnAnomalyAndTheEndStillComes)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() + "/s";
    std::shared_ptr<session::SessionRecorder> recorder =
        std::move(session::SessionRecorder::create(path, {"test", "hs0", true, {}}).value());
    std::filesystem::remove(path + "/capture.pcapng"); // somebody cleans up while it is written
    engine::RecordingSource source(std::make_unique<test::ScriptedSource>(
                                       std::vector<capture::SourceEvent>{session::packetOf("one"), capture::KeyLogText{"k1\n"}}),
        recorder);
    EXPECT_THAT(test::drain(source), ElementsAre("packet:one", "keys:k1\n", "session.not_recorded"));
}

TEST(RecordingSource, theAppsOfUserIdsGoIntoTheJournal)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() + "/s";
    std::shared_ptr<session::SessionRecorder> recorder =
        std::move(session::SessionRecorder::create(path, {"test", "pcapdroid", false, {}}).value());
    engine::RecordingSource source(std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{
                                       capture::AppIdentity{10123, "com.shop", "Shop"}, capture::AppIdentity{-1, "", "?"}}),
        recorder);
    (void)test::drain(source);
    const std::string journal = session::textOf(path + "/journal.ndjson");
    EXPECT_THAT(journal, HasSubstr(R"("uid":10123,"packages":["com.shop"])"));
    EXPECT_THAT(journal, testing::Not(HasSubstr(R"("?")")));
}
