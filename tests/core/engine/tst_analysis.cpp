// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis.h"

#include "support/analysis_run.h"
#include "support/capture_text.h"

#include <gmock/gmock.h>

using namespace telltale;
using test::AnalysisRun;
using test::CaptureText;

namespace {

const std::string browser = "User-Agent: Mozilla/5.0 (Linux; U; Android 10; en-us; Redmi Note 8) AppleWebKit/537.36 "
                            "Version/4.0 Chrome/71.0 Mobile Safari/537.36 XiaoMi/MiuiBrowser/12.1.4-g\r\n";

/// A search, and the same words in a beacon that leaves before and one that leaves after it.
CaptureText search()
{
    CaptureText capture;
    const std::string beacon = "{\"event\":\"search\",\"search_word\":\"purple otter 4821\"}";
    const std::string post = "POST /collect HTTP/1.1\r\nHost: beacon.example.net\r\n" + browser
        + "Content-Type: application/json\r\nContent-Length: " + std::to_string(beacon.size()) + "\r\n\r\n" + beacon;
    const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    capture.open().client(post).server(answer).close();
    capture.next().open().client("GET /search?q=purple+otter+4821 HTTP/1.1\r\nHost: www.google.com\r\n" + browser
                                 + "Accept: text/html\r\n\r\n").server(answer).close();
    capture.next().open().client(post).server(answer).close();
    return capture;
}

} // namespace

TEST(Analysis, findsASearchInRequestsBeforeAndAfterIt)
{
    const test::TemporaryFolder folder;
    const auto path = folder.file("search.pcap", search().bytes());
    const auto run = AnalysisRun::of(engine::FileInput{path});
    ASSERT_TRUE(run.summary);
    EXPECT_TRUE(run.summary->complete);
    EXPECT_EQ(run.exchanges.size(), 3U);
    ASSERT_EQ(run.searches.size(), 1U);
    EXPECT_EQ(run.searches.begin()->second.query, "purple otter 4821");
    ASSERT_EQ(run.leaks.size(), 2U);
    for (const auto &[id, leak] : run.leaks) {
        EXPECT_EQ(leak.kind, session::LeakKind::searchQuery);
        EXPECT_EQ(leak.recipient.host, "beacon.example.net");
        EXPECT_EQ(leak.location, "body");
        EXPECT_FALSE(leak.incognito);
        ASSERT_TRUE(leak.app);
        EXPECT_EQ(leak.app->name, "Mi Browser");
        // The proof: these octets of the body, as on the wire, are the words.
        const auto body = run.payloads->read(run.exchanges.at(leak.exchange).request.body);
        EXPECT_EQ(base::asText(body).substr(leak.bytes.from, leak.bytes.size()), "purple otter 4821");
    }
    EXPECT_EQ(run.summary->inputSha256.size(), 64U);
}

TEST(Analysis, doesNotDependOnTheNumberOfThreads)
{
    const test::TemporaryFolder folder;
    const auto path = folder.file("search.pcap", search().bytes());
    std::vector<std::vector<std::string>> ids;
    for (const unsigned threads : {1U, 2U, 5U}) {
        engine::Options options;
        options.threads = threads;
        const auto run = AnalysisRun::of(engine::FileInput{path}, options);
        std::vector<std::string> found;
        for (const auto &[id, leak] : run.leaks)
            found.push_back(id + " " + base::formatRfc3339(leak.time));
        for (const auto &[id, exchange] : run.exchanges)
            found.push_back(text(id) + " " + exchange.url + " " + base::formatRfc3339(exchange.end));
        ids.push_back(found);
    }
    EXPECT_EQ(ids[0], ids[1]);
    EXPECT_EQ(ids[0], ids[2]);
}

TEST(Analysis, whatIsTypedIsOneSearchWhateverTheNumberOfThreads)
{
    CaptureText capture;
    const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    const auto request = [](const std::string &host, const std::string &target) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + browser + "\r\n";
    };
    capture.open().client(request("beacon.example.net", "/c?w=purple%20otter")).server(answer).close();
    capture.next().open();
    for (const char *text : {"purp", "purple", "purple+ot", "purple+otter"})
        capture.client(request("www.google.com", std::string("/complete/search?client=chrome&q=") + text)).server(answer);
    capture.close().next().open().client(request("c.example.net", "/c?w=purple%20ot")).server(answer).close();
    const test::TemporaryFolder folder;
    const auto path = folder.file("typed.pcap", capture.bytes());
    for (const unsigned threads : {1U, 2U, 5U}) {
        engine::Options options;
        options.threads = threads;
        const auto run = AnalysisRun::of(engine::FileInput{path}, options);
        ASSERT_EQ(run.searches.size(), 1U);
        const session::Search &search = run.searches.begin()->second;
        EXPECT_TRUE(search.typed);
        EXPECT_EQ(search.query, "purple otter");
        EXPECT_EQ(search.exchanges.size(), 4U);
        EXPECT_EQ(search.id, session::text(search.exchanges.front()) + ".s");
        ASSERT_EQ(run.leaks.size(), 1U);
        EXPECT_EQ(run.leaks.begin()->second.recipient.host, "beacon.example.net");
    }
}

TEST(Analysis, aCountryDatabaseThatCannotBeReadIsAnError)
{
    const test::TemporaryFolder folder;
    engine::Options options;
    options.rulesFolder = TELLTALE_RULES_DIR;
    options.countryDatabase = folder.path() + "/none.mmdb";
    const auto analysis = engine::Analysis::start(
        engine::FileInput{folder.file("search.pcap", search().bytes())}, options, [](const auto &) {});
    ASSERT_FALSE(analysis.ok());
    EXPECT_NE(analysis.error().message.find("none.mmdb"), std::string::npos) << analysis.error().message;
}

TEST(Analysis, spansOfTheOptionsMakeLeaksPrivate)
{
    const test::TemporaryFolder folder;
    const auto path = folder.file("search.pcap", search().bytes());
    engine::Options options;
    options.incognito.push_back({0.0, 5.0}); // the first beacon only
    const auto run = AnalysisRun::of(engine::FileInput{path}, options);
    ASSERT_EQ(run.spans.size(), 1U);
    std::size_t marked = 0;
    for (const auto &[id, leak] : run.leaks)
        marked += leak.incognito ? 1 : 0;
    EXPECT_EQ(marked, 1U);
}

TEST(Analysis, pacedInputGivesTheSameAsTheFile)
{
    const test::TemporaryFolder folder;
    const auto path = folder.file("search.pcap", search().bytes());
    const auto file = AnalysisRun::of(engine::FileInput{path});
    const auto paced = AnalysisRun::of(engine::PacedInput{path, 1000.0});
    ASSERT_EQ(paced.leaks.size(), file.leaks.size());
    for (const auto &[id, leak] : file.leaks)
        EXPECT_TRUE(paced.leaks.contains(id)) << id;
    EXPECT_EQ(paced.exchanges.size(), file.exchanges.size());
}

TEST(Analysis, anyCutOfTheFileEndsWithASummary)
{
    const test::TemporaryFolder folder;
    const std::string whole = search().bytes();
    for (std::size_t cut = 24; cut < whole.size(); cut += 97) {
        const auto run = AnalysisRun::of(engine::FileInput{folder.file("cut.pcap", whole.substr(0, cut))});
        ASSERT_TRUE(run.summary) << cut;
        EXPECT_EQ(run.summary->complete, run.summary->problem.empty()) << cut;
    }
}

TEST(Analysis, whatCannotBeOpenedIsOneSentence)
{
    const auto missing = engine::Analysis::start(engine::FileInput{"/no/such/capture.pcap"}, {}, [](const auto &) {});
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().kind, base::ErrorKind::input);
    EXPECT_THAT(missing.error().message, testing::HasSubstr("/no/such/capture.pcap"));
}
