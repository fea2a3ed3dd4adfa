// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/capture_download.h"

#include <gtest/gtest.h>

using namespace telltale;
using engine::CaptureDownload;
using State = CaptureDownload::State;

namespace {

constexpr const char *phone = "192.168.1.7:8080";

struct Outcome {
    State state = State::waiting;
    std::string octets;
    std::string text;
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

/// Whole, or in pieces of @p piece octets.
Outcome answered(const std::string &answer, std::size_t piece = std::string::npos, bool hangsUp = false)
{
    CaptureDownload download(phone, {});
    Outcome outcome;
    for (std::size_t at = 0; at < answer.size(); at += std::min(piece, answer.size()))
        outcome.octets += std::string(base::asText(download.take(base::asBytes(answer.substr(at, piece)))));
    if (hangsUp)
        download.end();
    outcome.state = download.state();
    outcome.text = download.path();
    return outcome;
}

std::string chunked(const std::string &type, const std::string &chunks)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

std::string moved(const std::string &location)
{
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
}

} // namespace

TEST(CaptureDownload, theRequestNamesTheServer)
{
    EXPECT_TRUE(CaptureDownload::request(phone, "/x").starts_with("GET /x HTTP/1.1\r\nHost: 192.168.1.7:8080\r\n"));
}

TEST(CaptureDownload, aCaptureInChunksHoweverItIsCut)
{
    for (const char *type : {"application/vnd.tcpdump.pcap", "application/x-pcapng", "Application/X-PCAPNG; a=b"}) {
        const std::string answer = chunked(type, "3\r\nabc\r\n2;x=y\r\nde\r\n");
        for (std::size_t piece = 1; piece <= answer.size(); ++piece) {
            EXPECT_EQ(answered(answer, piece), (Outcome{State::capture, "abcde", ""})) << piece;
            EXPECT_EQ(answered(answer + "0\r\n\r\n", piece), (Outcome{State::ended, "abcde", ""})) << piece;
        }
        EXPECT_EQ(answered(answer, answer.size(), true), (Outcome{State::ended, "abcde", ""}));
    }
}

TEST(CaptureDownload, aCaptureWithoutChunksEndsWithTheConnection)
{
    const std::string answer = "HTTP/1.0 200 OK\r\nContent-Type: application/x-pcapng\r\n\r\nabcde";
    EXPECT_EQ(answered(answer), (Outcome{State::capture, "abcde", ""}));
    EXPECT_EQ(answered(answer, 3, true), (Outcome{State::ended, "abcde", ""}));
}

TEST(CaptureDownload, aRedirectionStaysOnThePhone)
{
    EXPECT_EQ(answered(moved("/PCAPdroid_22_Nov.pcap")), (Outcome{State::redirected, "", "/PCAPdroid_22_Nov.pcap"}));
    EXPECT_EQ(answered(moved("http://192.168.1.7:8080/x?y=z")), (Outcome{State::redirected, "", "/x?y=z"}));
    EXPECT_EQ(answered(moved("http://192.168.1.7:8080")), (Outcome{State::redirected, "", "/"}));
    for (const char *elsewhere : {"http://192.168.1.7/x", "http://192.168.1.7:80800/x", "http://203.0.113.1/x",
             "//203.0.113.1/x", "https://192.168.1.7:8080/x", "x", "/a b", "/a\tb", "/\xc3\xa4"})
        EXPECT_EQ(answered(moved(elsewhere)).state, State::refused) << elsewhere;
    EXPECT_EQ(answered(moved("/" + std::string(3000, 'x'))).state, State::refused);
}

TEST(CaptureDownload, anInterimAnswerIsNone)
{
    EXPECT_EQ(answered("HTTP/1.1 100 Continue\r\n\r\n" + chunked("application/x-pcapng", "1\r\nx\r\n")),
        (Outcome{State::capture, "x", ""}));
}

TEST(CaptureDownload, whatIsNoCaptureIsRefusedWithASentence)
{
    const std::pair<std::string, std::string> cases[] = {
        {"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "status 404"},
        {"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "status 302"},
        {chunked("text/html", "1\r\nx\r\n"), "type text/html"},
        {"HTTP/1.1 200 OK\r\n\r\n", "no type"},
        {"SSH-2.0-OpenSSH_9.2\r\n", "does not speak HTTP"},
    };
    for (const auto &[answer, reason] : cases) {
        const Outcome outcome = answered(answer);
        EXPECT_EQ(outcome.state, State::refused) << answer;
        EXPECT_NE(outcome.text.find(reason), std::string::npos) << outcome.text;
        EXPECT_NE(outcome.text.find(phone), std::string::npos) << outcome.text;
        EXPECT_EQ(outcome.octets, "");
    }
}

TEST(CaptureDownload, damagedChunksEndIt)
{
    const Outcome outcome = answered(chunked("application/x-pcapng", "1\r\nx\r\nzz\r\nmore"));
    EXPECT_EQ(outcome, (Outcome{State::ended, "x", ""}));
}

TEST(CaptureDownload, whoHangsUpWithoutAnAnswerMayBeAskedAgain)
{
    EXPECT_EQ(answered("", 1, true).state, State::ended);
    EXPECT_EQ(answered("HTTP/1.1 20", 1, true).state, State::ended);
}
