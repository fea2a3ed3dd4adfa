// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pcap_parser.h"

#include "core/capture/sources.h"
#include "core/net/packet_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

using namespace test;
using testing::ElementsAre;

const char *const bigHeader = "a1b2c3d4 0002 0004 00000000 00000000 00040000 00000001";
const char *const littleHeader = "d4c3b2a1 0200 0400 00000000 00000000 00000400 65000000";

ByteBuffer bigRecord(std::uint32_t seconds, std::uint32_t fraction, std::string_view data, std::uint32_t original)
{
    ByteBuffer record = joined(be32(seconds), be32(fraction));
    record = joined(joined(record, be32(static_cast<std::uint32_t>(data.size()))), be32(original));
    return joined(record, base::asBytes(data));
}

/// The same events whole, in single octets, and in pieces of seven.
void expectLines(const ByteBuffer &bytes, const std::vector<std::string> &expected)
{
    for (const std::size_t step : {std::size_t(-1), std::size_t{1}, std::size_t{7}})
        EXPECT_EQ(lines(bytes, step), expected) << "in pieces of " << step;
}

TEST(PcapParser, ReadsBothByteOrders)
{
    const ByteBuffer big = joined(joined(hex(bigHeader), bigRecord(1, 500000, "one", 3)), bigRecord(2, 7, "two", 60));
    expectLines(big, {"packet 1 at 1500000000 if 0 link 1 one/3", "packet 2 at 2000007000 if 0 link 1 two/60", "end"});
    const ByteBuffer little = joined(hex(littleHeader), hex("01000000 20a10700 03000000 03000000 6f6e65"));
    expectLines(little, {"packet 1 at 1500000000 if 0 link 101 one/3", "end"});
}

TEST(PcapParser, ReadsNanosecondsAndModifiedRecords)
{
    const ByteBuffer nano =
        joined(hex("a1b23c4d 0002 0004 00000000 00000000 00040000 00000001"), bigRecord(1, 5, "x", 1));
    expectLines(nano, {"packet 1 at 1000000005 if 0 link 1 x/1", "end"});
    const ByteBuffer modified = joined(hex("a1b2cd34 0002 0004 00000000 00000000 00040000 00000001"),
        hex("00000001 00000005 00000001 00000001 00000002 0800 00 00 78"));
    expectLines(modified, {"packet 1 at 1000005000 if 0 link 1 x/1", "end"});
}

TEST(PcapParser, OldVersionsStateTheLengthsTheOtherWayRound)
{
    const ByteBuffer old = joined(
        hex("a1b2c3d4 0002 0002 00000000 00000000 00040000 00000001"), hex("00000001 00000000 0000003c 00000001 78"));
    expectLines(old, {"packet 1 at 1000000000 if 0 link 1 x/60", "end"});
    const ByteBuffer either = joined(hex("a1b2c3d4 0002 0003 00000000 00000000 00040000 00000001"),
        hex("00000001 00000000 0000003c 00000001 78 00000001 00000000 00000001 0000003c 79"));
    expectLines(either, {"packet 1 at 1000000000 if 0 link 1 x/60", "packet 2 at 1000000000 if 0 link 1 y/60", "end"});
}

TEST(PcapParser, OddTimesAreTakenAsTheyAre)
{
    const ByteBuffer odd =
        joined(joined(hex(bigHeader), bigRecord(1, 1500000, "x", 1)), bigRecord(0xFFFFFFFF, 0, "y", 1));
    expectLines(
        odd, {"packet 1 at 2500000000 if 0 link 1 x/1", "packet 2 at 4294967295000000000 if 0 link 1 y/1", "end"});
}

TEST(PcapParser, ALengthThatCannotBeEndsTheReading)
{
    const ByteBuffer bytes =
        joined(joined(hex(bigHeader), bigRecord(1, 0, "x", 1)), hex("00000001 00000000 00ffffff 00ffffff 7878"));
    expectLines(bytes, {"packet 1 at 1000000000 if 0 link 1 x/1", "anomaly capture.packet_too_large", "cut"});
    RecordSource source(std::make_unique<MemorySource>(bytes, std::size_t(-1)), "The capture", {});
    while (true) {
        const SourceEvent event = source.next();
        if (const auto *end = std::get_if<EndOfInput>(&event)) {
            EXPECT_EQ(end->problem, "The capture is damaged at octet 41: a packet of 16777215 octets cannot be.");
            break;
        }
    }
}

TEST(PcapParser, CutAnywhereItSaysSo)
{
    const ByteBuffer record = bigRecord(1, 0, "abc", 3);
    const ByteBuffer bytes = joined(joined(hex(bigHeader), record), record);
    for (std::size_t cut = 4; cut <= bytes.size(); ++cut) {
        const auto told = lines(ByteBuffer(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(cut)));
        const bool onBorder = cut >= 24 && (cut - 24) % record.size() == 0;
        EXPECT_EQ(told.back(), onBorder ? "end" : "cut") << cut;
        EXPECT_EQ(told.size(), 1 + (cut < 24 ? 0 : (cut - 24) / record.size())) << cut;
    }
}

TEST(PcapParser, EndsMoreThanOnce)
{
    RecordSource source(std::make_unique<MemorySource>(hex(bigHeader), std::size_t(-1)), "The capture", {});
    EXPECT_EQ(line(source.next()), "end");
    EXPECT_EQ(line(source.next()), "end");
}

} // namespace
} // namespace telltale::capture
