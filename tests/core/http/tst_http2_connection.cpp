// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations over HTTP/2 and what is heard of them.
#include "http/http2_connection.h"

#include "http2_frames.h"
#include "playbook.h"

namespace telltale::http {
namespace {

using namespace test;
using reassembly::StreamEnd;

const base::Limits limits;

void expect(const std::vector<Step> &steps, std::string_view expected, bool showFields = false)
{
    expectEvents([](HttpListener &listener) { return std::make_unique<Http2Connection>(limits, listener); }, steps,
        expected, showFields);
}

const Step clientStart = client(prefaceAndSettings());
const Step serverStart = server(settingsFrame());
const std::string asked1 = "1 > GET /1 h2 scheme=https authority=a.example\n";
const std::string asked3 = "3 > GET /3 h2 scheme=https authority=a.example\n";

TEST(Http2Connection, AsksAndIsAnswered)
{
    expect({clientStart, client(headersFrame(1, get("/1") + literal("x", "y"), true)), serverStart,
               server(headersFrame(1, ok() + literal("server", "s"))), server(dataFrame(1, "hel")),
               server(dataFrame(1, "lo", true))},
        asked1 + "    x: y\n1 > end\n1 < 200 h2\n    server: s\n1 < body hello\n1 < end\n", true);
}

TEST(Http2Connection, TellsInterleavedStreamsApart)
{
    expect({clientStart, client(headersFrame(1, get("/1")) + headersFrame(3, get("/3"), true)),
               client(dataFrame(1, "up", true)), serverStart,
               server(headersFrame(3, ok()) + headersFrame(1, indexed(9))), server(dataFrame(3, "c")),
               server(frame(8, 0, 0, "\1\1\1\1") + dataFrame(1, "a", true) + dataFrame(3, "d", true))},
        asked1 + asked3
            + "3 > end\n1 > body up\n1 > end\n3 < 200 h2\n1 < 204 h2\n3 < body c\n1 < body a\n1 < end\n"
              "3 < body d\n3 < end\n");
}

TEST(Http2Connection, TakesPaddingPriorityAndContinuationApart)
{
    using namespace std::string_literals;
    const std::string block = get("/1");
    expect({clientStart, client(frame(1, 0x28, 1, "\x03\x80\0\0\0\x10"s + block.substr(0, 2) + "pad")),
               client(frame(9, 0, 1, block.substr(2, 5)) + frame(9, 4, 1, block.substr(7))),
               client(frame(0, 9, 1, "\x02"s + "body" + "\0\0"s))},
        asked1 + "1 > body body\n1 > end\n");
}

TEST(Http2Connection, JoinsCookieCrumbsAndTakesHostForAuthority)
{
    expect({clientStart,
               client(headersFrame(1,
                   indexed(2) + indexed(4) + literal("cookie", "a=1") + literal("host", "h") + literal("cookie", "b=2"),
                   true))},
        "1 > GET / h2 authority=h\n    cookie: a=1; b=2\n    host: h\n1 > end\n", true);
}

TEST(Http2Connection, TellsInformationalResponsesAndTrailers)
{
    expect({clientStart, client(headersFrame(1, get("/1"))), client(headersFrame(1, literal("sum", "1"), true)),
               serverStart,
               server(headersFrame(1, literal(":status", "103")) + headersFrame(1, ok()) + dataFrame(1, "x")
                   + headersFrame(1, literal("grpc-status", "0"), true))},
        asked1 + "1 > end\n    sum: 1\n1 < informational 103\n1 < 200 h2\n1 < body x\n1 < end\n    grpc-status: 0\n",
        true);
}

TEST(Http2Connection, ShowsPushedRequests)
{
    expect({clientStart, client(headersFrame(1, get("/1"), true)), serverStart,
               server(frame(5, 4, 1, std::string("\0\0\0\x02", 4) + get("/css"))), server(headersFrame(2, ok())),
               server(dataFrame(2, "body", true))},
        asked1
            + "1 > end\n2 > GET /css pushed h2 scheme=https authority=a.example\n2 > end\n"
              "2 < 200 h2\n2 < body body\n2 < end\n");
}

TEST(Http2Connection, EndsResetStreamsIncomplete)
{
    expect({clientStart, client(headersFrame(1, get("/1")) + headersFrame(3, get("/3"), true)), serverStart,
               server(headersFrame(1, ok()) + dataFrame(1, "a", true) + resetFrame(1)),
               server(headersFrame(3, ok()) + dataFrame(3, "b")), client(resetFrame(3)), server(dataFrame(3, "late"))},
        asked1 + asked3
            + "3 > end\n1 < 200 h2\n1 < body a\n1 < end\n1 > end incomplete\n3 < 200 h2\n3 < body b\n"
              "3 < end incomplete\n! http2.unknown_stream\n");
}

TEST(Http2Connection, EndsEverythingWithTheConnection)
{
    expect({clientStart, client(headersFrame(1, get("/1"))), serverStart,
               server(headersFrame(1, ok()) + dataFrame(1, "a")), clientEnd(), serverEnd()},
        asked1 + "1 < 200 h2\n1 < body a\n1 > end incomplete\n1 < end incomplete\n");
}

TEST(Http2Connection, TunnelsExtendedConnect)
{
    const std::string connect =
        literal(":method", "CONNECT") + literal(":protocol", "websocket") + get("/chat").substr(1);
    expect({clientStart, client(headersFrame(1, connect)), serverStart, server(headersFrame(1, ok())),
               client(dataFrame(1, "up")), server(dataFrame(1, "down", true)), client(resetFrame(1))},
        "1 > CONNECT /chat h2 scheme=https authority=a.example\n1 < 200 h2\n1 > end\n1 < end\n1 = tunnel webSocket\n"
        "tunnel > up\ntunnel < down\ntunnel < finished\ntunnel > reset\n");
}

TEST(Http2Connection, TunnelsPlainConnectAndNotARefusedOne)
{
    const std::string connect = literal(":method", "CONNECT") + literal(":authority", "b:443");
    expect({clientStart, client(headersFrame(1, connect) + headersFrame(3, connect)), serverStart,
               server(headersFrame(1, indexed(13), true) + headersFrame(3, ok())), client(dataFrame(3, "tls"))},
        "1 > CONNECT  h2 authority=b:443\n3 > CONNECT  h2 authority=b:443\n1 < 404 h2\n1 < end\n"
        "3 < 200 h2\n3 > end\n3 < end\n3 = tunnel connect\ntunnel > tls\n");
}

TEST(Http2Connection, JoinsInTheMiddleWithoutGuessing)
{
    // 70 was made before the capture began; what is made now is numbered from 62.
    expect({client(frame(6, 0, 0, "12345678")),
               client(headersFrame(5, indexed(2) + indexed(7) + indexed(70) + insertedNamed(4, "/new"), true)),
               client(headersFrame(7, indexed(2) + indexed(7) + indexed(62), true))},
        "! http2.hpack_lost\n5 > GET /new h2 scheme=https\n5 > end\n7 > GET /new h2 scheme=https\n7 > end\n");
    // Responses alone; trailers and DATA of streams that began earlier say nothing.
    expect({server(headersFrame(3, literal("trailer", "x"), true) + dataFrame(9, "x") + headersFrame(5, ok(), true))},
        "! http2.unknown_stream\n5 < 200 h2\n5 < end\n");
}

TEST(Http2Connection, GoesOnAfterHoles)
{
    expect({clientStart, client(headersFrame(1, get("/1"), true)), serverStart,
               server(headersFrame(1, ok() + inserted("x", "1")) + frame(0, 0, 1, "abcdefgh").substr(0, 12)),
               serverGap(5), server(dataFrame(1, "i")), serverGap(1000),
               server("rest of something" + dataFrame(1, "jk") + dataFrame(1, "l", true)),
               client(headersFrame(3, get("/3"), true)), server(headersFrame(3, ok() + indexed(62), true))},
        asked1
            + "1 > end\n1 < 200 h2\n1 < body abc\n1 < gap 5\n1 < body i\n1 < gap 0\n"
              "1 < body jkl\n1 < end\n"
            + asked3 + "3 > end\n! http2.hpack_lost\n3 < 200 h2\n3 < end\n");
}

TEST(Http2Connection, FindsOutWhoAsks)
{
    expect({server(prefaceAndSettings() + headersFrame(1, get("/1"), true)),
               client(settingsFrame() + headersFrame(1, ok(), true))},
        asked1 + "1 > end\n1 < 200 h2\n1 < end\n");
}

TEST(Http2Connection, NumbersUpgradedStreams)
{
    expectEvents([](HttpListener &listener) { return std::make_unique<Http2Connection>(limits, listener, 4); },
        {server(settingsFrame() + headersFrame(1, ok(), true)),
            client(prefaceAndSettings() + headersFrame(3, get("/3"), true))},
        "4 < 200 h2\n4 < end\n6 > GET /3 h2 scheme=https authority=a.example\n6 > end\n");
}

TEST(Http2Connection, BoundsStreams)
{
    base::Limits small;
    small.http2Streams = 2;
    expectEvents([&](HttpListener &listener) { return std::make_unique<Http2Connection>(small, listener); },
        {clientStart, client(headersFrame(1, indexed(2)) + headersFrame(3, indexed(2)) + headersFrame(5, indexed(2)))},
        "1 > GET  h2\n3 > GET  h2\n! http2.stream_limit\n1 > end incomplete\n5 > GET  h2\n");
}

TEST(Http2Connection, SaysWhatIsMalformed)
{
    expect({clientStart, client(frame(9, 4, 1, "x")), client(frame(1, 0, 1, get("/1"))), client(dataFrame(3, "x")),
               client(frame(1, 0x0C, 5, "\xFFx"))},
        "! http2.malformed_frame\n! http2.malformed_frame\n! http2.hpack_lost\n! http2.unknown_stream\n"
        "! http2.malformed_frame\n! http2.hpack_lost\n");
    expect({clientStart, client(frame(7, 0, 0, std::string("\0\0\0\1\0\0\0\x0B", 8)))}, "! http2.goaway\n");
}

} // namespace
} // namespace telltale::http
