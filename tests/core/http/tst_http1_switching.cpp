// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations in which HTTP/1 gives way to another protocol, or does not.
#include "http/http1_connection.h"

#include "playbook.h"

namespace telltale::http {
namespace {

using namespace test;
using reassembly::StreamEnd;

base::Limits limits;

void expect(const std::vector<Step> &steps, std::string_view expected)
{
    expectEvents(
        [](HttpListener &listener) { return std::make_unique<Http1Connection>(limits, listener); }, steps, expected);
}

TEST(Http1Switching, TunnelsAfterConnect)
{
    expect({client("CONNECT a.example:443 HTTP/1.1\r\n\r\n\x16\x03"),
               server("HTTP/1.1 200 Go\r\nContent-Length: 7\r\n\r\n\x16"), client("x"), clientEnd(), serverGap(4),
               serverEnd(StreamEnd::reset)},
        "1 > CONNECT a.example:443 authority=a.example:443\n1 > end\n1 < 200\n1 < end\n1 = tunnel connect\n"
        "tunnel > \\x16\\x03\ntunnel < \\x16\ntunnel > x\ntunnel > finished\ntunnel < gap 4\ntunnel < reset\n");
}

TEST(Http1Switching, StaysWhenConnectIsRefused)
{
    expect({client("CONNECT a:443 HTTP/1.1\r\n\r\n"), server("HTTP/1.1 407 Who are you\r\nContent-Length: 1\r\n\r\n?"),
               client("CONNECT a:443 HTTP/1.1\r\nProxy-Authorization: x\r\n\r\n"), server("HTTP/1.1 200 OK\r\n\r\n"),
               server("S"), client("C")},
        "1 > CONNECT a:443 authority=a:443\n1 > end\n1 < 407\n1 < body ?\n1 < end\n"
        "2 > CONNECT a:443 authority=a:443\n2 > end\n2 < 200\n2 < end\n2 = tunnel connect\ntunnel < S\ntunnel > C\n");
}

TEST(Http1Switching, TunnelsUnansweredConnectWhenTheClientDoes)
{
    expect({client("CONNECT a:443 HTTP/1.1\r\n\r\n"), client("\x16\x03\x01"), clientEnd(), serverEnd()},
        "1 > CONNECT a:443 authority=a:443\n1 > end\n1 = tunnel connect\n"
        "tunnel > \\x16\\x03\\x01\ntunnel > finished\ntunnel < finished\n");
}

TEST(Http1Switching, TunnelsWebSockets)
{
    expect({client("GET /chat HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"),
               server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\n\r\n\x81\x01!"), client("\x81\x81")},
        "1 > GET /chat\n1 > end\n1 < 101\n1 < end\n1 = tunnel webSocket\ntunnel < \\x81\\x01!\ntunnel > \\x81\\x81\n");
}

TEST(Http1Switching, ReadsOnWhenAnUpgradeIsNotTaken)
{
    const std::string upgrade = "GET /1 HTTP/1.1\r\nUpgrade: h2c\r\n\r\n";
    expect({client(upgrade), server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), client("GET /2 HTTP/1.1\r\n\r\n")},
        "1 > GET /1\n1 > end\n1 < 200\n1 < end\n2 > GET /2\n2 > end\n");
    // And when nobody captured the answers.
    expect({client(upgrade), client(upgrade), client("GET /3 HTTP/1.1\r\n\r\n"), clientEnd(), serverEnd()},
        "1 > GET /1\n1 > end\n2 > GET /1\n2 > end\n3 > GET /3\n3 > end\n");
    // And when the refusal comes before the request has ended.
    expect({client("POST /1 HTTP/1.1\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\na"),
               server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), client("b"), client("GET /2 HTTP/1.1\r\n\r\n")},
        "1 > POST /1\n1 > body a\n1 < 200\n1 < end\n1 > body b\n1 > end\n2 > GET /2\n2 > end\n");
}

TEST(Http1Switching, UpgradesToHttp2)
{
    using namespace std::string_literals;
    const std::string settings = "\0\0\0\x04\0\0\0\0\0"s;
    expect({client("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n"),
               server("HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n" + settings),
               server("\0\0\x01\x01\x04\0\0\0\x01\x88"s), client("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + settings),
               server("\0\0\x02\0\x01\0\0\0\x01hi"s), client("\0\0\x03\x01\x05\0\0\0\x03\x82\x84\x86"s),
               server("\0\0\x01\x01\x05\0\0\0\x03\x89"s)},
        "1 > GET / authority=a\n1 > end\n1 < informational 101\n1 < 200 h2\n1 < body hi\n1 < end\n"
        "3 > GET / h2 scheme=http\n3 > end\n3 < 204 h2\n3 < end\n");
}

TEST(Http1Switching, TellsTheTunnelWhoAskedWhenTheSidesAreSwapped)
{
    expect({server("CONNECT a:1 HTTP/1.1\r\n\r\n"), client("HTTP/1.1 200 OK\r\n\r\nfrom the proxy"),
               server("from the phone")},
        "1 > CONNECT a:1 authority=a:1\n1 > end\n1 < 200\n1 < end\n1 = tunnel connect\n"
        "tunnel < from the proxy\ntunnel > from the phone\n");
}

TEST(Http1Switching, GivesUpWaitingAtALimit)
{
    base::Limits small;
    small.headerBytes = 128;
    const std::string sent(500, '\x17');
    Recorder recorder;
    Http1Connection connection(small, recorder);
    play({client("CONNECT a:1 HTTP/1.1\r\n\r\n" + sent)}, Cutting::asWritten, connection);
    EXPECT_NE(recorder.text().find("1 = tunnel connect"), std::string::npos) << recorder.text();
}

} // namespace
} // namespace telltale::http
