// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/websocket_inflate.h"

#include <gtest/gtest.h>
#include <string>

namespace telltale::http {

namespace {

using namespace std::string_literals;
using Outcome = WebSocketInflater::Outcome;

// RFC 7692 § 7.2.3: "Hello" in the several ways of its examples.
const std::string hello = "\xf2\x48\xcd\xc9\xc9\x07\x00"s;
const std::string helloAgain = "\xf2\x00\x11\x00\x00"s; // refers to the message before
const std::string helloStored = "\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00"s;
const std::string helloFinal = "\xf3\x48\xcd\xc9\xc9\x07\x00\x00"s; // a block marked as the last
const std::string helloInTwoBlocks = "\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00"s;

struct Reader {
    WebSocketInflater inflater;
    base::Limits limits;
    Outcome outcome = Outcome::done;

    std::string read(const std::string &compressed, bool keepContext = true, bool whole = true)
    {
        base::ByteBuffer out;
        outcome = inflater.inflateMessage(base::asBytes(compressed), whole, keepContext, limits, out);
        return std::string(base::asText(out));
    }
};

TEST(WebSocketInflate, theExamplesOfTheRfc)
{
    for (const std::string &message : {hello, helloStored, helloFinal, helloInTwoBlocks}) {
        Reader reader;
        EXPECT_EQ(reader.read(message), "Hello");
        EXPECT_EQ(reader.outcome, Outcome::done);
    }
}

TEST(WebSocketInflate, aMessageMayReferToTheOneBefore)
{
    for (const std::string &first : {hello, helloFinal}) {
        Reader reader;
        reader.read(first);
        EXPECT_EQ(reader.read(helloAgain), "Hello");
        EXPECT_EQ(reader.outcome, Outcome::done);
    }
}

TEST(WebSocketInflate, withoutContextEveryMessageStandsAlone)
{
    Reader reader;
    EXPECT_EQ(reader.read(hello, false), "Hello");
    EXPECT_EQ(reader.read(hello, false), "Hello");
    EXPECT_EQ(reader.read("\xff\xff\xff"s, false), "");
    EXPECT_EQ(reader.outcome, Outcome::damaged);
    EXPECT_EQ(reader.read(hello, false), "Hello");
    reader.read(helloAgain, false);
    EXPECT_EQ(reader.outcome, Outcome::damaged) << "there is nothing to refer to";
}

TEST(WebSocketInflate, aLostContextIsTold)
{
    Reader reader;
    reader.read(hello);
    reader.inflater.loseContext();
    EXPECT_EQ(reader.read(helloAgain), "");
    EXPECT_EQ(reader.outcome, Outcome::contextLost);
    Reader damaged;
    damaged.read("\xff\xff\xff"s);
    EXPECT_EQ(damaged.outcome, Outcome::damaged);
    damaged.read(hello);
    EXPECT_EQ(damaged.outcome, Outcome::contextLost);
}

TEST(WebSocketInflate, nothingIsInventedBehindABeginning)
{
    Reader reader;
    EXPECT_EQ(reader.read(hello.substr(0, 3), true, false), "He");
    EXPECT_EQ(reader.outcome, Outcome::done);
    reader.read(helloAgain);
    EXPECT_EQ(reader.outcome, Outcome::contextLost);
}

TEST(WebSocketInflate, sizeAndRatioAreBounded)
{
    Reader reader;
    reader.limits.decodedBytes = 3;
    EXPECT_EQ(reader.read(hello), "Hel");
    EXPECT_EQ(reader.outcome, Outcome::limit);
    reader.read(hello);
    EXPECT_EQ(reader.outcome, Outcome::contextLost);
    Reader exact;
    exact.limits.decodedBytes = 5;
    EXPECT_EQ(exact.read(hello), "Hello");
    EXPECT_EQ(exact.outcome, Outcome::done);
}

TEST(WebSocketInflate, anEmptyMessage)
{
    Reader reader;
    EXPECT_EQ(reader.read("\0"s), "");
    EXPECT_EQ(reader.outcome, Outcome::done);
}

TEST(WebSocketInflate, negotiation)
{
    struct Case {
        const char *field;
        WebSocketDeflate expected;
    };
    const std::vector<Case> cases{
        {"", {}},
        {"x-webkit-deflate-frame", {}},
        {"permessage-deflate", {true, false, false}},
        {"permessage-deflate; client_no_context_takeover", {true, true, false}},
        {" permessage-deflate ;server_no_context_takeover;\tserver_max_window_bits=10", {true, false, true}},
        {"foo; x=1, permessage-deflate; server_no_context_takeover; client_no_context_takeover", {true, true, true}},
        {"permessage-deflate, permessage-deflate; client_no_context_takeover", {true, false, false}},
    };
    for (const Case &c : cases)
        EXPECT_EQ(WebSocketDeflate::parse(c.field), c.expected) << c.field;
}

} // namespace

} // namespace telltale::http
