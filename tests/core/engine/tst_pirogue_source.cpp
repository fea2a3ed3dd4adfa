// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pirogue_source.h"

#include "core/engine/scripted_source.h"
#include "support/analysis_run.h"
#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

const std::string trace =
    R"([{"type":"socket_trace_log","pid":7,"process":"com.shop","timestamp":1599999999900,"data":)"
    R"({"socket_type":"tcp6","local_ip":"::ffff:10.42.0.2","local_port":40000,)"
    R"("dest_ip":"::ffff:203.0.113.5","dest_port":80,"stack":[]}},{"type":"other"}])";

} // namespace

TEST(PirogueSource, anExperimentsFolderHasTheAppOfEachConnection)
{
    const test::TemporaryFolder folder;
    test::CaptureText capture;
    capture.open().client("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n").close();
    capture.next().open().client("GET / HTTP/1.1\r\nHost: b.example\r\n\r\n").close();
    (void)folder.file("traffic.pcap", capture.bytes());
    (void)folder.file("socket_trace.json", trace);
    for (const unsigned threads : {1U, 3U}) {
        engine::Options options;
        options.threads = threads;
        const auto run = test::AnalysisRun::of(engine::FileInput{folder.path()}, options);
        ASSERT_EQ(run.connections.size(), 2U);
        EXPECT_EQ(run.exchanges.size(), 2U);
        for (const auto &[id, connection] : run.connections) {
            if (connection.originator.port != 40000) {
                EXPECT_FALSE(connection.app);
                continue;
            }
            ASSERT_TRUE(connection.app);
            EXPECT_EQ(*connection.app,
                (session::App{"com.shop", "", session::AppSource::pirogue, session::Confidence::certain}));
        }
    }
}

TEST(PirogueSource, whatTheTracesTellComesBeforeThePackets)
{
    const test::TemporaryFolder folder;
    engine::PirogueSource source(folder.file("socket_trace.json", trace),
        std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{capture::KeyLogText{"k"}}));
    EXPECT_THAT(test::drain(source),
        ElementsAre(HasSubstr("com.shop"), HasSubstr("203.0.113.5"), "pirogue.socket_trace", "keys:k"));
}

TEST(PirogueSource, aFileThatIsNotThereIsTold)
{
    engine::PirogueSource source(
        "/nowhere/socket_trace.json", std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{}));
    EXPECT_THAT(test::drain(source), ElementsAre("pirogue.socket_trace"));
}
