// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pcapng_parser.h"

#include "core/capture/sources.h"
#include "core/net/packet_builder.h"

#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

using namespace test;

/// Builds blocks of either byte order by hand, so that reader and writer do not share a mistake.
struct Blocks {
    bool big = false;
    ByteBuffer bytes;

    ByteBuffer u16(std::uint32_t value) const { return ordered(be16(value)); }
    ByteBuffer u32(std::uint32_t value) const { return ordered(be32(value)); }
    ByteBuffer ordered(ByteBuffer value) const
    {
        if (!big)
            std::reverse(value.begin(), value.end());
        return value;
    }
    static ByteBuffer padded(ByteBuffer data)
    {
        data.resize((data.size() + 3) / 4 * 4);
        return data;
    }
    ByteBuffer option(std::uint32_t code, const ByteBuffer &value) const
    {
        return joined(joined(u16(code), u16(static_cast<std::uint32_t>(value.size()))), padded(value));
    }
    Blocks &block(std::uint32_t type, ByteBuffer body)
    {
        body = padded(std::move(body));
        const ByteBuffer length = u32(static_cast<std::uint32_t>(body.size() + 12));
        bytes = joined(joined(joined(joined(bytes, u32(type)), length), body), length);
        return *this;
    }
    Blocks &section(const ByteBuffer &options = {})
    {
        return block(0x0A0D0D0A,
            joined(joined(joined(joined(u32(0x1A2B3C4D), u16(1)), u16(0)), hex("ffffffffffffffff")), options));
    }
    Blocks &interface(std::uint32_t link, const ByteBuffer &options = {}, std::uint32_t snap = 0)
    {
        return block(1, joined(joined(joined(u16(link), u16(0)), u32(snap)), options));
    }
    Blocks &packet(
        std::uint32_t interfaceId, std::uint64_t time, const std::string &data, const ByteBuffer &options = {})
    {
        ByteBuffer body = joined(joined(u32(interfaceId), u32(static_cast<std::uint32_t>(time >> 32))),
            u32(static_cast<std::uint32_t>(time)));
        body = joined(
            joined(body, u32(static_cast<std::uint32_t>(data.size()))), u32(static_cast<std::uint32_t>(data.size())));
        return block(6, joined(joined(body, padded(text(data))), options));
    }
};

void expectLines(const ByteBuffer &bytes, const std::vector<std::string> &expected)
{
    for (const std::size_t step : {std::size_t(-1), std::size_t{1}, std::size_t{7}})
        EXPECT_EQ(lines(bytes, step), expected) << "in pieces of " << step;
}

TEST(PcapngParser, ReadsBothByteOrdersEvenInOneFile)
{
    for (const bool bigFirst : {false, true}) {
        Blocks first{bigFirst, {}}, second{!bigFirst, {}};
        first.section().interface(1).packet(0, 1'500'000, "one");
        second.section().interface(101).packet(0, 2'000'000, "two");
        expectLines(joined(first.bytes, second.bytes),
            {"packet 1 at 1500000000 if 0 link 1 one/3", "packet 2 at 2000000000 if 0 link 101 two/3", "end"});
    }
}

TEST(PcapngParser, EachInterfaceCountsTimeInItsOwnWay)
{
    Blocks b;
    b.section();
    b.interface(1).interface(113, b.option(9, {9})).interface(101, b.option(9, {0x8A}));
    b.interface(1, b.option(14, b.ordered(hex("0000000000000064"))));
    b.packet(0, 1, "a").packet(1, 1, "b").packet(2, 1536, "c").packet(3, 1, "d");
    expectLines(b.bytes,
        {"packet 1 at 1000 if 0 link 1 a/1", "packet 2 at 1 if 1 link 113 b/1",
            "packet 3 at 1500000000 if 2 link 101 c/1", "packet 4 at 100000001000 if 3 link 1 d/1", "end"});
}

TEST(PcapngParser, TellsCommentsOfPacketsInterfacesAndSections)
{
    Blocks b;
    b.section(joined(b.option(1, text("about the file")), hex("00000000")));
    b.interface(1, b.option(1, text("about hs0")));
    b.packet(
        0, 0, "x", joined(b.option(1, text("first")), joined(b.option(2, {0, 0, 0, 1}), b.option(1, text("second")))));
    expectLines(b.bytes,
        {"comment about the file", "comment about hs0", "packet 1 at 0 if 0 link 1 x/1 \"first\" \"second\"", "end"});
}

TEST(PcapngParser, ToleratesMissingEndOfOptionsAndOptionsThatRunOver)
{
    Blocks b;
    b.section().interface(1);
    b.packet(0, 0, "x", b.option(1, text("u-10123")));
    b.packet(0, 0, "y", joined(b.option(1, text("kept")), joined(b.u16(1), b.u16(500))));
    expectLines(
        b.bytes, {"packet 1 at 0 if 0 link 1 x/1 \"u-10123\"", "packet 2 at 0 if 0 link 1 y/1 \"kept\"", "end"});
}

TEST(PcapngParser, ReadsOldAndSimplePackets)
{
    Blocks b;
    b.section().interface(1, {}, 4);
    ByteBuffer old = joined(joined(b.u16(0), b.u16(9)), joined(b.u32(0), b.u32(3)));
    old = joined(joined(joined(old, b.u32(3)), b.u32(77)), Blocks::padded(text("old")));
    b.block(2, old).block(3, joined(b.u32(90), text("simp")));
    expectLines(b.bytes, {"packet 1 at 3000 if 0 link 1 old/77", "packet 2 at 3000 if 0 link 1 simp/90", "end"});
}

TEST(PcapngParser, GivesKeysDropsAndApps)
{
    Blocks b;
    b.section().interface(1).interface(1);
    b.block(10, joined(joined(b.u32(0x544C534B), b.u32(5)), text("KEYS\n")));
    b.block(10, joined(joined(b.u32(0x12345678), b.u32(5)), text("other")));
    const auto statistics = [&b](std::uint32_t id, std::uint8_t received, std::uint8_t dropped) {
        ByteBuffer count(8), lost(8);
        count[7] = received;
        lost[7] = dropped;
        const ByteBuffer head = joined(joined(b.u32(id), b.u32(0)), b.u32(0));
        return joined(joined(head, b.option(4, b.ordered(count))), b.option(7, b.ordered(lost)));
    };
    b.block(5, statistics(0, 100, 1)).block(5, statistics(1, 10, 2)).block(5, statistics(0, 120, 5));
    b.block(5, joined(joined(b.u32(0), b.u32(0)), b.u32(0))); // counts nothing
    ByteBuffer uidMap = joined(joined(b.u32(62652), b.u16(1)), hex("0100"));
    uidMap = joined(joined(uidMap, b.u32(10123)), joined(hex("0b0a"), text("com.mi.testMi Browser")));
    b.block(0xBAD, uidMap);
    ByteBuffer cutName = joined(joined(b.u32(62652), b.u16(1)), hex("0100"));
    cutName = joined(joined(cutName, b.u32(10124)), joined(hex("0004"), hex("e5b08fe7"))); // within a character
    b.block(0xBAD, cutName);
    expectLines(b.bytes,
        {"keys KEYS\n", "drops 1 of 100", "drops 3 of 110", "drops 7 of 130", "app 10123 com.mi.test Mi Browser",
            "app 10124  \u5c0f", "end"});
}

TEST(PcapngParser, StepsOverWhatItDoesNotKnow)
{
    Blocks b;
    b.section().interface(1).block(4, hex("00000000")).block(0x80000001, hex("1234")).block(0xBAD, hex("01020304 05"));
    b.packet(0, 0, "x");
    expectLines(b.bytes, {"packet 1 at 0 if 0 link 1 x/1", "end"});
}

TEST(PcapngParser, ABrokenBlockCostsOnlyItself)
{
    Blocks b;
    b.section().interface(1);
    b.packet(7, 0, "no such interface");
    b.block(6, hex("00000000"));
    b.block(6, joined(joined(b.u32(0), b.u32(0)), joined(joined(b.u32(0), b.u32(50)), b.u32(50))));
    b.block(10, joined(b.u32(0x544C534B), b.u32(500)));
    b.packet(0, 0, "fine");
    expectLines(b.bytes,
        {"anomaly capture.unknown_interface", "anomaly capture.malformed_block", "anomaly capture.malformed_block",
            "anomaly capture.malformed_block", "packet 3 at 0 if 0 link 1 fine/4", "end"});
}

TEST(PcapngParser, DamageBetweenBlocksEndsTheReading)
{
    Blocks start;
    start.section().interface(1).packet(0, 0, "x");
    const std::pair<const char *, const char *> table[] = {
        {"06000000 0b000000 00000000", "capture.malformed_block"}, // shorter than a block can be
        {"06000000 0d000000 00000000", "capture.malformed_block"}, // not a multiple of four
        {"06000000 00000070 00000000", "capture.block_too_large"},
        {"99000000 10000000 00000000 14000000", "capture.malformed_block"}, // the lengths differ
        {"0a0d0d0a 1c000000 11223344", "capture.malformed_block"}, // no byte-order magic
    };
    for (const auto &[bytes, anomaly] : table)
        expectLines(joined(start.bytes, hex(bytes)),
            {"packet 1 at 0 if 0 link 1 x/1", std::string("anomaly ") + anomaly, "cut"});
}

TEST(PcapngParser, InterfacesHaveALimit)
{
    Blocks b;
    b.section().interface(1).interface(1).interface(1).packet(0, 0, "x");
    base::Limits limits;
    limits.interfacesPerSection = 2;
    EXPECT_EQ(lines(b.bytes, std::size_t(-1), limits),
        (std::vector<std::string>{"anomaly capture.too_many_interfaces", "packet 1 at 0 if 0 link 1 x/1", "end"}));
}

TEST(PcapngParser, APacketBeyondTheLimitIsPassedOver)
{
    Blocks b;
    b.section().interface(1).packet(0, 0, "far too long").packet(0, 0, "x");
    base::Limits limits;
    limits.packetBytes = 4;
    EXPECT_EQ(lines(b.bytes, std::size_t(-1), limits),
        (std::vector<std::string>{"anomaly capture.packet_too_large", "packet 2 at 0 if 0 link 1 x/1", "end"}));
}

TEST(PcapngParser, CutAnywhereItSaysSo)
{
    Blocks b;
    std::vector<std::size_t> borders;
    borders.push_back(b.section().bytes.size());
    borders.push_back(b.interface(1, b.option(9, {9})).bytes.size());
    borders.push_back(b.packet(0, 0, "abc", b.option(1, text("comment"))).bytes.size());
    for (std::size_t cut = 4; cut <= b.bytes.size(); ++cut) {
        const auto told = lines(ByteBuffer(b.bytes.begin(), b.bytes.begin() + static_cast<std::ptrdiff_t>(cut)));
        const bool onBorder = std::find(borders.begin(), borders.end(), cut) != borders.end();
        EXPECT_EQ(told.back(), onBorder ? "end" : "cut") << cut;
    }
}

} // namespace
} // namespace telltale::capture
