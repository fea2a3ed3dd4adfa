// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations over HTTP/1 and what is heard of them.
#include "http/http1_connection.h"

#include "playbook.h"

namespace telltale::http {
namespace {

using namespace test;
using reassembly::StreamEnd;

base::Limits limits;

void expect(const std::vector<Step> &steps, std::string_view expected, bool showFields = false)
{
    expectEvents([](HttpListener &listener) { return std::make_unique<Http1Connection>(limits, listener); }, steps,
        expected, showFields);
}

TEST(Http1Connection, AsksAndIsAnswered)
{
    expect({client("GET /a?q=1 HTTP/1.1\r\nHost: example.org\r\nX-Y:  z \r\n\r\n"),
               server("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")},
        "1 > GET /a?q=1 authority=example.org\n"
        "    Host: example.org\n"
        "    X-Y: z\n"
        "1 > end\n"
        "1 < 200\n"
        "    Content-Length: 5\n"
        "1 < body hello\n"
        "1 < end\n",
        true);
}

TEST(Http1Connection, KeepsAlive)
{
    expect({client("POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"),
               server("HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n"), client("GET /b HTTP/1.1\n\n"),
               server("HTTP/1.1 404 \nContent-Length: 2\n\nno")},
        "1 > POST /a\n1 > body abc\n1 > end\n1 < 204\n1 < end\n"
        "2 > GET /b\n2 > end\n2 < 404\n2 < body no\n2 < end\n");
}

TEST(Http1Connection, PairsPipelinedRequestsInOrder)
{
    expect({client("GET /1 HTTP/1.1\r\n\r\n\r\nHEAD /2 HTTP/1.1\r\n\r\n"), client("GET /3 HTTP/1.1\r\n\r\n"),
               server("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nA"),
               server("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nHTTP/1.1 304 Not Modified\r\nContent-Length: "
                      "4\r\n\r\n")},
        "1 > GET /1\n1 > end\n2 > HEAD /2\n2 > end\n3 > GET /3\n3 > end\n"
        "1 < 200\n1 < body A\n1 < end\n2 < 200\n2 < end\n3 < 304\n3 < end\n");
}

TEST(Http1Connection, ContinuesSeveralTimes)
{
    expect({client("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"),
               server("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"),
               client("ok"), server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")},
        "1 > POST /\n1 < informational 100\n1 < informational 100\n1 < informational 103\n"
        "1 > body ok\n1 > end\n1 < 200\n1 < end\n");
}

TEST(Http1Connection, ReadsChunksWithExtensionsSpacesAndTrailers)
{
    expect({client("PUT / HTTP/1.1\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n3;a=b\r\nabc\r\n 4 \r\ndefg\n0\r\nSum: "
                   "7\r\n\r\n"),
               server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), server("1\r\nx\r\n00\r\n\r\n")},
        "1 > PUT /\n    Transfer-Encoding: gzip, Chunked\n1 > body abcdefg\n1 > end\n    Sum: 7\n"
        "1 < 200\n    Transfer-Encoding: chunked\n1 < body x\n1 < end\n",
        true);
}

TEST(Http1Connection, SaysWhenAChunkSizeOverflows)
{
    expect({client("GET / HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n"),
               server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\nabc\r\n0\r\n\r\n"
                      "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")},
        "1 > GET /\n1 > end\n2 > GET /2\n2 > end\n"
        "1 < 200\n! http.chunk_overflow\n1 < end incomplete\n2 < 201\n2 < end\n");
}

TEST(Http1Connection, GoesOnAfterDamagedChunks)
{
    expect({client("GET / HTTP/1.1\r\n\r\n"),
               server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcdHTTP/1.1 500 Oops\r\n\r\n"),
               client("GET /2 HTTP/1.1\r\n\r\n"), serverEnd()},
        "1 > GET /\n1 > end\n1 < 200\n1 < body ab\n! http.bad_chunk\n1 < end incomplete\n"
        "2 < 500\n3 > GET /2\n3 > end\n2 < end\n");
}

struct EndCase {
    StreamEnd how;
    const char *end;
};

TEST(Http1Connection, EndsABodyWithTheConnection)
{
    for (const auto &[how, end] : {EndCase{StreamEnd::finished, "1 < end\n"},
             EndCase{StreamEnd::reset, "1 < end incomplete\n"}, EndCase{StreamEnd::cut, "1 < end incomplete\n"}}) {
        expect({client("GET / HTTP/1.0\r\n\r\n"), server("HTTP/1.0 200 OK\r\n\r\nall of it"), serverEnd(how)},
            std::string("1 > GET / 1.0\n1 > end\n1 < 200 1.0\n1 < body all of it\n") + end);
    }
}

TEST(Http1Connection, EndsBrokenMessagesIncomplete)
{
    expect({client("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc"), clientEnd(),
               server("HTTP/1.1 400 Bad\r\nContent-Length: 3\r\nX: y\r\n"), serverEnd()},
        "1 > POST /\n1 > body abc\n1 > end incomplete\n1 < 400\n! http.head_gap\n1 < end incomplete\n");
}

TEST(Http1Connection, LetsChunkedWinOverContentLength)
{
    expect({client("POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x "
                   "HTTP/1.1\r\n\r\n")},
        "1 > POST /\n! http.smuggling\n1 > end\n2 > GET /x\n2 > end\n");
    expect({client("POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nab"),
               client("POST / HTTP/1.1\r\nContent-Length: 1, 1\r\n\r\nc")},
        "1 > POST /\n! http.smuggling\n1 > body ab\n1 > end\n2 > POST /\n2 > body c\n2 > end\n");
    expect(
        {client("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")}, "1 > POST /\n! http.bad_content_length\n1 > end\n");
}

TEST(Http1Connection, JoinsFoldedLinesAndReportsMalformedOnes)
{
    expect({client("\r\n\r\nGET /  HTTP/1.1\r\nA: b\r\n  c\r\nno colon\r\nB : d\r\n\r\n")},
        "1 > GET /\n    A: b c\n    B: d\n! http.malformed_header\n! http.malformed_header\n1 > end\n", true);
}

TEST(Http1Connection, TakesTheAuthorityFromAnAbsoluteTarget)
{
    expect({client("GET http://u@a.example:8080/x HTTP/1.1\r\nHost: b.example\r\n\r\n")},
        "1 > GET http://u@a.example:8080/x scheme=http authority=a.example:8080\n1 > end\n");
}

TEST(Http1Connection, GivesOrphanResponsesStreamsOfTheirOwn)
{
    expect({server("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"),
               server("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")},
        "1 < informational 100\n1 < 200\n1 < body x\n1 < end\n2 < 404\n2 < end\n");
}

TEST(Http1Connection, FindsOutWhoAsks)
{
    expect({client("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"), server("GET /next HTTP/1.1\r\n\r\n")},
        "1 < 200\n1 < body x\n1 < end\n2 > GET /next\n2 > end\n");
}

TEST(Http1Connection, JumpsHolesInBodies)
{
    expect({client("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nab"), clientGap(4), client("wxyz"),
               server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nab"), serverGap(3),
               server("xyz\r\n0\r\n\r\n")},
        "1 > POST /\n1 > body ab\n1 > gap 4\n1 > body wxyz\n1 > end\n"
        "1 < 200\n1 < body ab\n1 < gap 3\n1 < body xyz\n1 < end\n");
}

TEST(Http1Connection, FindsTheNextMessageAfterAHole)
{
    expect({client("GET /1 HTTP/1.1\r\nHost: a\r\nCoo"), clientGap(100),
               client("rest: of a head\r\n\r\n{\"body\":1}POST /3 HTTP/1.1\r\nContent-Length: 1\r\n\r\nz")},
        "1 > GET /1 authority=a\n! http.head_gap\n1 > end incomplete\n2 > POST /3\n2 > body z\n2 > end\n");
}

TEST(Http1Connection, PairsByTimeAfterAHoleInTheAnswers)
{
    expect({client("GET /1 HTTP/1.1\r\n\r\n"), serverGap(500), client("GET /2 HTTP/1.1\r\n\r\n"),
               server("tail\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nB")},
        "1 > GET /1\n1 > end\n2 > GET /2\n2 > end\n2 < 200\n2 < body B\n2 < end\n");
}

TEST(Http1Connection, SaysWhatIsGarbage)
{
    expect({client("\x16\x03\x01 what\nGET / HTTP/1.1\r\n\r\n"),
               server("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nAtoo long"),
               server("\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")},
        "! http.garbage\n1 > GET /\n1 > end\n1 < 200\n1 < body A\n1 < end\n! http.garbage\n2 < 200\n2 < end\n");
}

TEST(Http1Connection, BoundsHeads)
{
    base::Limits small;
    small.headerBytes = 100;
    const auto make = [&](HttpListener &listener) { return std::make_unique<Http1Connection>(small, listener); };
    expectEvents(make,
        {client("GET / HTTP/1.1\r\nHost: a\r\nLong: " + std::string(500, 'x') + "\r\nB: c\r\n\r\n"),
            client("GET /" + std::string(300, 'y') + " HTTP/1.1\r\n\r\n"), client("GET /3 HTTP/1.1\r\n\r\n")},
        "1 > GET / authority=a\n! http.header_limit\n1 > end\n! http.header_limit\n2 > GET /3\n2 > end\n");
}

} // namespace
} // namespace telltale::http
