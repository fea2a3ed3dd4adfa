// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recording_source.h"

#include "capture/capture_file.h"
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
    engine::RecordingSource source(
        std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{
            capture::JournalLine{R"({"event":"listening"})"}, session::packetOf("one"), capture::KeyLogText{"k1\n"},
            session::packetOf("two", 2), capture::NothingYet{}}),
        recorder);
    EXPECT_THAT(test::drain(source), ElementsAre(R"({"event":"listening"})", "packet:one", "keys:k1\n", "packet:two"));
    EXPECT_THAT(
        session::eventsOf(path + "/capture.pcapng"), ElementsAre("keys:k1\n", "packet:one", "packet:two", "end"));
    EXPECT_THAT(session::textOf(path + "/journal.ndjson"), HasSubstr("{\"event\":\"listening\"}\n"));
    EXPECT_THAT(session::textOf(path + "/journal.ndjson"), HasSubstr(R"("entry":"end")"));
}

TEST(RecordingSource, theEndOfTheInterceptionStandsOnTheNextPacket)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() + "/s";
    std::shared_ptr<session::SessionRecorder> recorder =
        std::move(session::SessionRecorder::create(path, {"test", "hs0", true, {}}).value());
    engine::RecordingSource source(
        std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{session::packetOf("one"),
            capture::FileComment{"of the file"}, capture::FileComment{"telltale:interception=off"},
            session::packetOf("two", 2), session::packetOf("three", 3)}),
        recorder);
    (void)test::drain(source);
    EXPECT_THAT(session::eventsOf(path + "/capture.pcapng"),
        ElementsAre("packet:one", "packet:two", "comment:telltale:interception=off", "packet:three", "end"));
}

TEST(RecordingSource, whatCannotBePutInOrderIsAnAnomalyAndTheEndStillComes)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() + "/s";
    std::shared_ptr<session::SessionRecorder> recorder =
        std::move(session::SessionRecorder::create(path, {"test", "hs0", true, {}}).value());
    std::filesystem::remove(path + "/capture.pcapng"); // somebody cleans up while it is written
    engine::RecordingSource source(std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{
                                       session::packetOf("one"), capture::KeyLogText{"k1\n"}}),
        recorder);
    EXPECT_THAT(test::drain(source), ElementsAre("packet:one", "keys:k1\n", "session.not_recorded"));
}

TEST(RecordingSource, theAppsOfUserIdsGoIntoTheRecording)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() + "/s";
    std::shared_ptr<session::SessionRecorder> recorder =
        std::move(session::SessionRecorder::create(path, {"test", "pcapdroid", false, {}}).value());
    const std::vector<capture::AppIdentity> apps{
        {10123, "com.shop", "Shop"}, {10123, "com.shop.more", "More"}, {-1, "", std::string(300, 'x')}};
    engine::RecordingSource source(
        std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{apps[0], apps[1], apps[2]}), recorder);
    (void)test::drain(source);
    const auto again = capture::openCapture(path + "/capture.pcapng", {});
    ASSERT_TRUE(again.ok());
    std::vector<std::string> read;
    for (;;) {
        const auto event = again.value()->next();
        if (const auto *app = std::get_if<capture::AppIdentity>(&event))
            read.push_back(std::to_string(app->uid) + " " + app->package + " " + app->label);
        else if (std::holds_alternative<capture::EndOfInput>(event))
            break;
    }
    EXPECT_THAT(read, ElementsAre("10123 com.shop Shop", "10123 com.shop.more More", "-1  " + std::string(255, 'x')));
}
