// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/dns_stream.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace telltale::dns {

namespace {

using namespace std::string_literals;
using Lines = std::vector<std::string>;

class Heard final : public DnsStreamListener {
public:
    Lines lines;
    void dnsMessage(base::Side side, base::ByteView message, base::Origin) override
    {
        lines.push_back((side == base::Side::originator ? "orig " : "resp ") + std::string(base::asText(message)));
    }
    void dnsAnomaly(const base::Anomaly &anomaly, base::Origin) override { lines.emplace_back(anomaly.id); }
};

/// "data" or a gap of a size, in stream order.
struct Piece {
    std::string data;
    std::uint64_t gap = 0;
    bool isGap = false;
};

Lines play(const std::vector<Piece> &pieces, bool byteByByte)
{
    Heard heard;
    DnsStream stream(heard);
    for (const Piece &piece : pieces) {
        if (piece.isGap) {
            stream.gap(base::Side::originator, piece.gap, {});
            continue;
        }
        const std::size_t step = byteByByte ? 1 : std::max<std::size_t>(piece.data.size(), 1);
        for (std::size_t at = 0; at < piece.data.size(); at += step)
            stream.data(base::Side::originator, base::asBytes(piece.data).subspan(at, step), {});
    }
    stream.end(base::Side::originator, reassembly::StreamEnd::finished, {});
    return heard.lines;
}

void expectLines(const std::vector<Piece> &pieces, const Lines &lines)
{
    EXPECT_EQ(play(pieces, false), lines);
    EXPECT_EQ(play(pieces, true), lines) << "byte by byte";
}

TEST(DnsStream, cutsMessages)
{
    expectLines({{"\0\3abc\0\0\0\2de"s}}, {"orig abc", "orig ", "orig de"});
    expectLines({{"\0"s}, {"\3ab"s}, {"c\0\2d"s}, {"e"s}}, {"orig abc", "orig de"});
}

TEST(DnsStream, aCutMessageIsTold)
{
    expectLines({{"\0\3abc\0\5d"s}}, {"orig abc", "dns.stream_cut"});
    expectLines({{"\0"s}}, {"dns.stream_cut"});
}

TEST(DnsStream, aGapInsideAMessageCostsThatMessage)
{
    expectLines({{"\0\6ab"s}, {"", 2, true}, {"ef\0\1x"s}}, {"dns.message_lost", "orig x"});
    expectLines({{"\0\6ab"s}, {"", 1, true}, {"d"s}, {"", 2, true}, {"\0\1x"s}},
        {"dns.message_lost", "dns.message_lost", "orig x"});
}

TEST(DnsStream, afterAnotherGapTheRestIsLost)
{
    expectLines({{"\0\1a"s}, {"", 5, true}, {"\0\1x"s}}, {"orig a", "dns.stream_lost"});
    expectLines({{"\0\6ab"s}, {"", 5, true}, {"\0\1x"s}}, {"dns.stream_lost"});
    expectLines({{"\0\6ab"s}, {"", 0, true}, {"\0\1x"s}}, {"dns.stream_lost"});
    expectLines({{"\0"s}, {"", 1, true}, {"\0\1x"s}}, {"dns.stream_lost"});
}

TEST(DnsStream, theSidesAreApart)
{
    Heard heard;
    DnsStream stream(heard);
    stream.data(base::Side::originator, base::asBytes("\0\2a"s), {});
    stream.data(base::Side::responder, base::asBytes("\0\1x"s), {});
    stream.data(base::Side::originator, base::asBytes("b"s), {});
    EXPECT_EQ(heard.lines, (Lines{"resp x", "orig ab"}));
}

} // namespace

} // namespace telltale::dns
