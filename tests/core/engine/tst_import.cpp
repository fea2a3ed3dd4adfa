// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/import.h"

#include "support/analysis_run.h"
#include "support/capture_text.h"

#include <gtest/gtest.h>

using namespace telltale;

namespace {

const char *har = R"({"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":[
{"startedDateTime":"2026-01-01T10:00:00.000Z","time":12,"request":{"method":"GET","url":"https://www.google.com/search?q=purple+otter+4821",
 "httpVersion":"h2","headers":[{"name":"Accept","value":"text/html"}],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":0},
 "response":{"status":200,"statusText":"","httpVersion":"h2","headers":[],"cookies":[],"content":{"size":0,"mimeType":"text/html"},"redirectURL":"","headersSize":-1,"bodySize":0},
 "cache":{},"timings":{"send":0,"wait":1,"receive":1}},
{"startedDateTime":"2026-01-01T10:00:01.000Z","time":12,"request":{"method":"POST","url":"https://t.example.net/c","httpVersion":"HTTP/1.1",
 "headers":[],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":20,"postData":{"mimeType":"application/json","text":"{\"w\":\"purple otter 4821\"}"}},
 "response":{"status":204,"statusText":"","httpVersion":"HTTP/1.1","headers":[],"cookies":[],"content":{"size":0,"mimeType":""},"redirectURL":"","headersSize":-1,"bodySize":0},
 "cache":{},"timings":{"send":0,"wait":1,"receive":1}}]}})";

} // namespace

TEST(Import, aHarGivesExchangesSearchesAndLeaks)
{
    const test::TemporaryFolder folder;
    const auto run = test::AnalysisRun::of(engine::FileInput{folder.file("a.har", har)});
    ASSERT_EQ(run.exchanges.size(), 2U);
    EXPECT_EQ(run.exchanges.begin()->second.version, session::HttpVersion::h2);
    EXPECT_EQ(run.exchanges.begin()->second.host, "www.google.com");
    EXPECT_EQ(run.searches.size(), 1U);
    ASSERT_EQ(run.leaks.size(), 1U);
    EXPECT_EQ(run.leaks.begin()->second.recipient.host, "t.example.net");
    EXPECT_TRUE(run.summary->complete);
}

TEST(Import, aBrokenFileIsIncompleteAndSaysWhere)
{
    const test::TemporaryFolder folder;
    const auto run = test::AnalysisRun::of(engine::FileInput{folder.file("a.har", std::string(har).substr(0, 700))});
    ASSERT_TRUE(run.summary);
    EXPECT_FALSE(run.summary->complete);
    EXPECT_NE(run.summary->problem.find("a.har"), std::string::npos);
}
