// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/websocket_parser.h"

#include "core/reassembly/capture_replay.h"

#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace telltale::http {

namespace {

using namespace std::string_literals;
using Lines = std::vector<std::string>;

/// Writes messages as "orig 1 Hello"; marks: ~ not complete, z still compressed.
class Heard final : public WebSocketListener {
public:
    Lines lines;
    int dataFrames = 0;
    std::uint64_t wireBytes = 0;

    void message(base::Side side, const WebSocketMessage &message, base::Origin) override
    {
        lines.push_back((side == base::Side::originator ? "orig " : "resp ")
            + std::to_string(static_cast<int>(message.opcode)) + ' ' + std::string(base::asText(message.payload))
            + (message.complete ? "" : "~") + (message.decompressed ? "" : "z"));
        const bool isData = message.opcode == WebSocketOpcode::text || message.opcode == WebSocketOpcode::binary;
        dataFrames += isData ? 1 : 0;
        wireBytes += message.wireSize;
    }
    void anomaly(const base::Anomaly &anomaly, base::Origin) override { lines.emplace_back(anomaly.id); }
};

/// A frame of the server (not masked), or of the client (masked with "mask").
std::string frame(unsigned first, const std::string &payload, bool masked = false)
{
    std::string out(1, static_cast<char>(first));
    const unsigned maskBit = masked ? 0x80 : 0;
    if (payload.size() < 126)
        out += static_cast<char>(maskBit | payload.size());
    else
        out += static_cast<char>(maskBit | 126), out += static_cast<char>(payload.size() >> 8),
            out += static_cast<char>(payload.size() & 255);
    if (!masked)
        return out + payload;
    const std::string mask = "mask";
    out += mask;
    for (std::size_t i = 0; i < payload.size(); ++i)
        out += static_cast<char>(payload[i] ^ mask[i % 4]);
    return out;
}

struct Piece {
    base::Side side = base::Side::responder;
    std::string data;
    std::uint64_t gap = 0; ///< where data is empty
};

Piece server(std::string data)
{
    return {base::Side::responder, std::move(data), 0};
}

Piece missing(std::uint64_t size)
{
    return {base::Side::responder, "", size};
}

enum class Cut { asWritten, singleBytes, joined };

Lines play(std::vector<Piece> pieces, Cut cut, WebSocketDeflate deflate, const base::Limits &limits)
{
    Heard heard;
    WebSocketParser parser(deflate, limits, heard);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        Piece &piece = pieces[i];
        if (piece.data.empty()) {
            parser.gap(piece.side, piece.gap, {});
            continue;
        }
        const bool joins = cut == Cut::joined && i + 1 < pieces.size() && pieces[i + 1].side == piece.side
            && !pieces[i + 1].data.empty();
        if (joins) {
            pieces[i + 1].data.insert(0, piece.data);
            continue;
        }
        const std::size_t step = cut == Cut::singleBytes ? 1 : piece.data.size();
        for (std::size_t at = 0; at < piece.data.size(); at += step)
            parser.data(piece.side, base::asBytes(piece.data).subspan(at, step), {});
    }
    parser.end(base::Side::originator, reassembly::StreamEnd::finished, {});
    parser.end(base::Side::responder, reassembly::StreamEnd::finished, {});
    return heard.lines;
}

void expectLines(const std::vector<Piece> &pieces, const Lines &lines, WebSocketDeflate deflate = {true, false, false},
    const base::Limits &limits = {})
{
    EXPECT_EQ(play(pieces, Cut::asWritten, deflate, limits), lines);
    EXPECT_EQ(play(pieces, Cut::singleBytes, deflate, limits), lines) << "byte by byte";
    EXPECT_EQ(play(pieces, Cut::joined, deflate, limits), lines) << "joined";
}

TEST(WebSocketParser, messagesOfBothSides)
{
    // The examples of RFC 6455 § 5.7.
    expectLines({server("\x81\x05Hello"s), {base::Side::originator, "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"s}},
        {"resp 1 Hello", "orig 1 Hello"});
    expectLines({server(frame(0x82, "bin")), server(frame(0x81, ""))}, {"resp 2 bin", "resp 1 "});
}

TEST(WebSocketParser, longFrames)
{
    const std::string medium(300, 'm');
    expectLines({server(frame(0x81, medium))}, {"resp 1 " + medium});
    const std::string large(70'000, 'x');
    expectLines({server("\x82\x7f\0\0\0\0\0\1\x11\x70"s + large)}, {"resp 2 " + large});
}

TEST(WebSocketParser, fragmentsAreJoinedAndControlFramesComeBetween)
{
    expectLines({server(frame(0x01, "Hel")), server(frame(0x89, "ping?")), server(frame(0x00, "")),
                    server(frame(0x80, "lo")), server(frame(0x8a, "")),
                    server(frame(0x88,
                        "\3\xe8"
                        "bye"))},
        {"resp 9 ping?", "resp 1 Hello", "resp 10 ",
            "resp 8 \3\xe8"
            "bye"});
}

TEST(WebSocketParser, maskedFragments)
{
    expectLines(
        {{base::Side::originator, frame(0x02, "abcde", true)}, {base::Side::originator, frame(0x80, "fgh", true)}},
        {"orig 2 abcdefgh"});
}

TEST(WebSocketParser, compressedMessages)
{
    const std::string hello = "\xf2\x48\xcd\xc9\xc9\x07\x00"s;
    const std::string again = "\xf2\x00\x11\x00\x00"s;
    expectLines({server(frame(0xc1, hello)), server(frame(0xc1, again)), server(frame(0x81, "plain"))},
        {"resp 1 Hello", "resp 1 Hello", "resp 1 plain"});
    expectLines({server(frame(0x41, hello.substr(0, 3))), server(frame(0x80, hello.substr(3)))}, {"resp 1 Hello"});
    expectLines(
        {server(frame(0xc1, hello)), server(frame(0xc1, hello))}, {"resp 1 Hello", "resp 1 Hello"}, {true, true, true});
    expectLines({server(frame(0xc1, "\xff\xff"))}, {"websocket.inflate", "resp 1 \xff\xff~z"});
    expectLines({server(frame(0xc1, hello))}, {"websocket.reserved_bits", "resp 1 Hello"}, {});
}

TEST(WebSocketParser, whatTheRfcForbidsIsTold)
{
    expectLines({server(frame(0x81, "a", true)), server(frame(0x81, "b", true))},
        {"websocket.masking", "resp 1 a", "resp 1 b"});
    expectLines({{base::Side::originator, frame(0x81, "a")}}, {"websocket.masking", "orig 1 a"});
    expectLines({server(frame(0xa1, "a"))}, {"websocket.reserved_bits", "resp 1 a"});
    expectLines({server(frame(0x83, "a")), server(frame(0x8b, "b"))},
        {"websocket.reserved_opcode", "resp 3 a", "websocket.reserved_opcode", "resp 11 b"});
    expectLines(
        {server(frame(0x89, std::string(126, 'p')))}, {"websocket.control_frame", "resp 9 " + std::string(126, 'p')});
    expectLines({server(frame(0x80, "tail"))}, {"websocket.fragmentation", "resp 0 tail~"});
    expectLines({server(frame(0x01, "one")), server(frame(0x81, "two"))},
        {"websocket.fragmentation", "resp 1 one~", "resp 1 two"});
    expectLines({server("\x81\x7f\xff\0\0\0\0\0\0\0"s), server("a")}, {"websocket.frame_length", "websocket.lost"});
}

TEST(WebSocketParser, gapsInsideAPayloadCostThatMessage)
{
    const std::string cut = frame(0x81, "0123456789");
    expectLines({server(cut.substr(0, 5)), missing(4), server(cut.substr(9)), server(frame(0x81, "next"))},
        {"resp 1 012789~", "resp 1 next"});
    expectLines({server(cut.substr(0, 5)), missing(7), server(frame(0x81, "next"))}, {"resp 1 012~", "resp 1 next"});
    const std::string hello = frame(0xc1, "\xf2\x48\xcd\xc9\xc9\x07\x00"s);
    expectLines({server(hello.substr(0, 5)), missing(4), server(frame(0xc1, "\xf2\x00\x11\x00\x00"s))},
        {"resp 1 He~", "websocket.inflate", "resp 1 \xf2\x00\x11\x00\x00~z"s}, {true, false, false});
}

TEST(WebSocketParser, afterOtherGapsWholeFramesAreFoundAgain)
{
    const std::vector<Piece> pieces{server(frame(0x01, "open")), missing(100), server("middle of a frame"),
        server(frame(0x81, "a") + frame(0x82, "b")), server(frame(0x81, "c"))};
    const Lines lines{"websocket.lost", "resp 1 open~", "resp 1 a", "resp 2 b", "resp 1 c"};
    Heard heard;
    EXPECT_EQ(play(pieces, Cut::asWritten, {}, {}), lines);
}

TEST(WebSocketParser, theEndCutsMessages)
{
    expectLines({server(frame(0x81, "0123").substr(0, 4))}, {"websocket.cut", "resp 1 01~"});
    expectLines({server(frame(0x01, "0123"))}, {"websocket.cut", "resp 1 0123~"});
    expectLines({server("\x81")}, {"websocket.cut"});
}

TEST(WebSocketParser, whatIsKeptIsBounded)
{
    base::Limits limits;
    limits.decodedBytes = 4;
    expectLines({server(frame(0x01, "abc")), server(frame(0x80, "def")), server(frame(0x81, "next"))},
        {"websocket.message_limit", "resp 1 abcd~", "resp 1 next"}, {}, limits);
    expectLines({server(frame(0xc1, "\xf2\x48\xcd\xc9\xc9\x07\x00"s)), server(frame(0x81, "next"))},
        {"websocket.message_limit", "resp 1 Hel~", "resp 1 next"}, {true, false, false}, limits);
    limits.decodedBytes = 7;
    limits.decodeRatio = 0;
    expectLines({server(frame(0xc1, "\xf2\x48\xcd\xc9\xc9\x07\x00"s)), server(frame(0x81, "next"))},
        {"websocket.message_limit", "resp 1 \xf2\x48\xcd\xc9\xc9\x07\x00~z"s, "resp 1 next"}, {true, false, false},
        limits);
}

/// Skips the two heads of the upgrade and reads what follows.
class Upgraded final : public reassembly::StreamSink {
public:
    Heard heard;

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override
    {
        std::string &head = m_heads[base::index(side)];
        const auto ended = [&] { return head.ends_with("\r\n\r\n"); };
        while (!bytes.empty() && !ended()) {
            head += static_cast<char>(bytes[0]);
            bytes = bytes.subspan(1);
        }
        if (side == base::Side::responder && ended() && !m_parser)
            m_parser.emplace(WebSocketDeflate::parse(extensions(head)), m_limits, heard);
        if (!m_parser || bytes.empty())
            return;
        m_parser->data(side, bytes, origin);
    }
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override
    {
        if (m_parser)
            m_parser->gap(side, size, origin);
    }
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override
    {
        if (m_parser)
            m_parser->end(side, how, origin);
    }

private:
    static std::string extensions(const std::string &head)
    {
        const std::string name = "\r\nSec-WebSocket-Extensions:";
        const auto at = head.find(name);
        return at == std::string::npos ? ""
                                       : head.substr(at + name.size(), head.find("\r\n", at + 2) - at - name.size());
    }

    std::string m_heads[2];
    base::Limits m_limits;
    std::optional<WebSocketParser> m_parser;
};

class Connections final : public reassembly::ConnectionListener {
public:
    std::map<std::uint64_t, Upgraded> upgraded;

    reassembly::StreamSink *connectionOpened(const reassembly::TcpConnection &connection) override
    {
        return &upgraded[connection.id()];
    }
    void connectionClosed(const reassembly::TcpConnection &) override { }
    void connectionAnomaly(const reassembly::TcpConnection &, const base::Anomaly &, base::Origin) override { }
    void flowOpened(const reassembly::UdpFlow &) override { }
    void datagram(const reassembly::UdpFlow &, base::Side, base::ByteView, std::uint32_t, base::Origin) override { }
    void flowClosed(const reassembly::UdpFlow &) override { }
    void tableAnomaly(const base::Anomaly &, base::Origin) override { }
};

TEST(WebSocketParser, agreesWithRealCaptures)
{
    const auto captures = reassembly::test::indexedCaptures();
    if (captures.empty())
        GTEST_SKIP() << "The folder of real captures is not beside the sources.";
    int compared = 0;
    for (const auto &capture : captures) {
        const auto messages = capture.noted("ws_messages");
        if (!messages || capture.file.extension() != ".pcap")
            continue;
        Connections connections;
        reassembly::ConnectionTable table({}, connections);
        ASSERT_GT(reassembly::test::replay(capture.file, table), 0U) << capture.file;
        ++compared;
        int counted = 0;
        for (const auto &[id, connection] : connections.upgraded) {
            counted += connection.heard.dataFrames;
            for (const std::string &line : connection.heard.lines)
                EXPECT_FALSE(line.starts_with("websocket.") && line != "websocket.masking")
                    << capture.file << ' ' << line;
        }
        EXPECT_EQ(counted, *messages) << capture.file;
    }
    EXPECT_GE(compared, 5);
}

} // namespace

} // namespace telltale::http
