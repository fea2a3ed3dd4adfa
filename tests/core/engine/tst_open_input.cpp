// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/open_input.h"

#include "core/engine/scripted_source.h"
#include "core/session/folder/recording.h"
#include "session/folder/session_recorder.h"
#include "support/analysis_run.h"
#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(OpenInput, aSessionFolderGivesItsJournalAndThenItsPackets)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() + "/s";
    {
        auto recorder = std::move(session::SessionRecorder::create(path, {"test", "hs0", false, {}}).value());
        recorder->packet(session::packetOf("one"));
        recorder->markPrivate({base::nanosecondsPerSecond}, true);
        ASSERT_TRUE(recorder->finish({5}).ok());
    }
    auto opened = engine::openInput(engine::FileInput{path}, {});
    ASSERT_TRUE(opened.ok()) << opened.error().text();
    EXPECT_FALSE(opened.value().live);
    EXPECT_EQ(opened.value().digestPath, path + "/capture.pcapng");
    EXPECT_THAT(test::drain(*opened.value().source),
        ElementsAre(HasSubstr("start"), HasSubstr("private"), HasSubstr("end"), "packet:one"));
}

TEST(OpenInput, aMarkBehindTheLastPacketIsNotForgotten)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() + "/s";
    {
        auto recorder = std::move(session::SessionRecorder::create(path, {"test", "hs0", false, {}}).value());
        recorder->markPrivate({base::nanosecondsPerSecond}, true);
        recorder->packet(session::packetOf("one", 2));
        recorder->markPrivate({3 * base::nanosecondsPerSecond}, false);
        ASSERT_TRUE(recorder->finish({5}).ok());
    }
    const auto run = test::AnalysisRun::of(engine::FileInput{path});
    ASSERT_EQ(run.spans.size(), 1U);
    EXPECT_EQ(run.spans[0].from.nanoseconds, base::nanosecondsPerSecond);
    ASSERT_TRUE(run.spans[0].to);
    EXPECT_EQ(run.spans[0].to->nanoseconds, 3 * base::nanosecondsPerSecond);
}

TEST(OpenInput, aHarIsAnImport)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.file("a.har", R"({"log":{"version":"1.2","entries":[]}})");
    const auto opened = engine::openInput(engine::FileInput{path}, {});
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened.value().importPath, path);
    EXPECT_EQ(opened.value().source, nullptr);
}

TEST(OpenInput, whatIsNotThereIsNamed)
{
    const auto opened = engine::openInput(engine::FileInput{"/nowhere/a.pcap"}, {});
    ASSERT_FALSE(opened.ok());
    EXPECT_THAT(opened.error().text(), HasSubstr("/nowhere/a.pcap"));
    const auto live = engine::openInput(engine::LiveInput{"nosuch0", {}, {}, engine::Interception{}}, {});
    ASSERT_FALSE(live.ok());
    EXPECT_THAT(live.error().text(), HasSubstr("nosuch0"));
}
