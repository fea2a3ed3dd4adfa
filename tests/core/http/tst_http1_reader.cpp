// SPDX-License-Identifier: GPL-3.0-or-later
// One side alone: what it is cut into, and when it stops.
#include "http/http1_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace telltale::http {
namespace {

/// Answers heads as a connection would that holds after messages to "/stop" and leaves at "/now".
class Log : public Http1ReaderEvents {
public:
    HeadVerdict head(base::Side, MessageHead &&head, bool whole, base::Origin) override
    {
        text += "["
            + (head.kind == MessageKind::request ? head.method + " " + head.target : std::to_string(head.status))
            + (whole ? "" : " cut") + "]";
        HeadVerdict verdict;
        verdict.framing = head.kind == MessageKind::request ? requestFraming(head.fields)
                                                            : responseFraming(head.status, "GET", head.fields);
        verdict.stopAfter = head.target == "/stop";
        verdict.stopNow = head.target == "/now";
        verdict.interim = head.status == 100;
        return verdict;
    }
    void body(base::Side, base::ByteView bytes, base::Origin) override { text += base::asText(bytes); }
    void bodyGap(base::Side, std::uint64_t size, base::Origin) override { text += "<" + std::to_string(size) + ">"; }
    void end(base::Side, const std::vector<Field> &, bool complete, base::Origin) override
    {
        text += complete ? "." : "?";
    }
    void lost(base::Side) override { text += "~"; }
    bool turnsOutAs(base::Side, MessageKind) override { return false; }
    void anomaly(const base::Anomaly &anomaly, base::Origin) override { text += std::string("!") + anomaly.id; }
    std::string text;
};

struct Reading {
    Log log;
    base::Limits limits;
    Http1Reader reader;
    explicit Reading(MessageKind kind)
        : reader(base::Side::originator, kind, limits, log)
    {
    }
    std::size_t feed(std::string_view text) { return reader.read(base::asBytes(text), {}).size(); }
};

TEST(Http1Reader, StopsAfterAMessageUntilItMayGoOn)
{
    Reading r(MessageKind::request);
    EXPECT_EQ(r.feed("POST /stop HTTP/1.1\r\nContent-Length: 2\r\n\r\nabTUNNEL"), 6U);
    EXPECT_TRUE(r.reader.stopped());
    EXPECT_EQ(r.feed("x"), 1U);
    r.reader.resume();
    EXPECT_EQ(r.feed("GET /2 HTTP/1.1\r\n\r\n"), 0U);
    EXPECT_EQ(r.log.text, "[POST /stop]ab.[GET /2].");
}

TEST(Http1Reader, StopsAtOnceWithoutAnEnd)
{
    Reading r(MessageKind::request);
    EXPECT_EQ(r.feed("GET /now HTTP/1.1\r\n\r\nxyz"), 3U);
    EXPECT_EQ(r.log.text, "[GET /now]");
}

TEST(Http1Reader, GapsOfEveryKind)
{
    const std::string length = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\na";
    const struct {
        std::string before;
        std::uint64_t gap;
        std::string events;
    } cases[] = {
        {length, 3, "[200]a<3>.[200]."},
        {length, 9, "[200]a<3>.~[200]."},
        {length, 0, "[200]a<0>?~[200]."},
        {"HTTP/1.1 200 OK\r\nServer: x\r\nA", 5, "[200 cut]?~[200]."},
        {"HTTP/1.1 20", 5, "~[200]."},
        {"HTTP/1.1 100 C\r\n\r\n", 5, "[100]~[200]."},
    };
    for (const auto &c : cases) {
        Reading r(MessageKind::response);
        r.feed(c.before);
        r.reader.gap(c.gap, {});
        r.feed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        EXPECT_EQ(r.log.text, c.events) << c.before;
    }
}

TEST(Http1Reader, BelievesAKnownLengthAcrossAGap)
{
    Reading r(MessageKind::response);
    r.feed("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\na");
    r.reader.gap(2, {});
    r.feed("dHTTP/1.1 204 None\r\n\r\n");
    EXPECT_EQ(r.log.text, "[200]a<2>d.[204].");
}

TEST(Http1Reader, EndsWhatIsUnderWay)
{
    const std::pair<std::string, std::string> cases[] = {
        {"HTTP/1.1 200 OK\r\n\r\nabc", "[200]abc."},
        {"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc", "[200]abc?"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabc", "[200]abc?"},
        {"HTTP/1.1 200 OK\r\nServer", "[200 cut]?"},
        {"HTTP/1.1 2", ""},
        {"", ""},
    };
    for (const auto &[text, events] : cases) {
        Reading r(MessageKind::response);
        r.feed(text);
        r.reader.end(reassembly::StreamEnd::finished, {});
        EXPECT_EQ(r.log.text, events) << text;
    }
}

} // namespace
} // namespace telltale::http
