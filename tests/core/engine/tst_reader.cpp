// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/reader.h"

#include "capture/capture_file.h"
#include "support/analysis_run.h"
#include "support/capture_text.h"

#include <gtest/gtest.h>

using namespace telltale;

namespace {

test::CaptureText twoConversations()
{
    test::CaptureText capture;
    capture.open().client("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n").close();
    capture.next().open().client("GET / HTTP/1.1\r\nHost: b.example\r\n\r\n").close();
    return capture;
}

} // namespace

TEST(Reader, countsPacketsBytesAndTimes)
{
    const test::TemporaryFolder folder;
    const auto run = test::AnalysisRun::of(engine::FileInput{folder.file("a.pcap", twoConversations().bytes())});
    EXPECT_EQ(run.summary->packets, 10U);
    EXPECT_EQ(base::formatRfc3339(*run.summary->first), "2020-09-13T12:26:40.000000000Z");
    EXPECT_EQ(run.summary->last->nanoseconds - run.summary->first->nanoseconds, 9 * base::nanosecondsPerSecond);
}

TEST(Reader, leavesOutOtherStations)
{
    const test::TemporaryFolder folder;
    const auto path = folder.file("a.pcap", twoConversations().bytes());
    engine::Options options;
    options.clients = {*net::IpAddress::parse("10.42.0.3")};
    EXPECT_EQ(test::AnalysisRun::of(engine::FileInput{path}, options).exchanges.size(), 0U);
    options.clients = {*net::IpAddress::parse("10.42.0.2")};
    EXPECT_EQ(test::AnalysisRun::of(engine::FileInput{path}, options).exchanges.size(), 2U);
}

TEST(Reader, stopsWhenAsked)
{
    const test::TemporaryFolder folder;
    test::AnalysisRun run;
    engine::Options options;
    options.rulesFolder = TELLTALE_RULES_DIR;
    auto analysis = engine::Analysis::start(engine::PacedInput{folder.file("a.pcap", twoConversations().bytes()), 0.001},
                                            options, [&](const auto &batch) { run.take(*batch); });
    ASSERT_TRUE(analysis.ok());
    analysis.value()->stop();
    analysis.value()->wait();
    ASSERT_TRUE(run.summary);
    EXPECT_FALSE(run.summary->complete);
}
