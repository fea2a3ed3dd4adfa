// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/record_source.h"

#include "capture/pcapng_writer.h"
#include "core/capture/sources.h"
#include "core/net/packet_builder.h"

#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

using namespace test;

std::string endOf(const ByteBuffer &bytes)
{
    RecordSource source(std::make_unique<MemorySource>(bytes, 5), "Standard input", {});
    while (true) {
        const SourceEvent event = source.next();
        if (const auto *end = std::get_if<EndOfInput>(&event))
            return end->complete ? "complete" : end->problem;
    }
}

TEST(RecordSource, AStreamThatIsNoCaptureSaysSoAtItsEnd)
{
    EXPECT_EQ(endOf({}), "Standard input is empty. Give a capture in the format pcap or pcapng.");
    EXPECT_NE(endOf(text("not a capture")).find("Standard input is a text"), std::string::npos);
    EXPECT_NE(endOf(hex("0102")).find("not a packet capture"), std::string::npos);
}

TEST(RecordSource, SaysWhereItWasCut)
{
    const ByteBuffer cut = joined(
        hex("a1b2c3d4 0002 0004 00000000 00000000 00040000 00000001"), hex("00000001 00000000 00000009 00000009 7878"));
    EXPECT_EQ(
        endOf(cut), "Standard input ends inside a record: at octet 24 there should be 25 octets, and there are 18.");
}

TEST(RecordSource, RecordsLargerThanTheBufferAreRead)
{
    ByteBuffer bytes;
    PcapngWriter writer(bytes);
    writer.section("x");
    writer.interface(net::LinkType::ethernet, 0, "e");
    const std::string keys(3'000'000, 'k');
    writer.keyLog(keys);
    writer.packet(0, {1}, text("after"), 5);
    for (const std::size_t step : {std::size_t(-1), std::size_t{100'000}}) {
        const auto told = lines(bytes, step);
        ASSERT_EQ(told.size(), 3U);
        EXPECT_EQ(told[0], "keys " + keys);
        EXPECT_EQ(told[1], "packet 1 at 1 if 0 link 1 after/5");
    }
}

TEST(RecordSource, ManyPacketsKeepTheirNumbersAcrossBuffers)
{
    ByteBuffer bytes;
    PcapngWriter writer(bytes);
    writer.section("x");
    writer.interface(net::LinkType::ethernet, 0, "e");
    constexpr std::uint64_t count = 20'000;
    for (std::uint64_t i = 1; i <= count; ++i)
        writer.packet(0, {static_cast<std::int64_t>(i)}, text("packet " + std::to_string(i)), 100);
    RecordSource source(std::make_unique<MemorySource>(bytes, 65536), "x", {});
    for (std::uint64_t i = 1; i <= count; ++i) {
        const SourceEvent event = source.next();
        const auto *packet = std::get_if<Packet>(&event);
        ASSERT_TRUE(packet);
        ASSERT_EQ(packet->origin.packet, i);
        ASSERT_EQ(base::asText(packet->bytes), "packet " + std::to_string(i));
    }
    EXPECT_EQ(line(source.next()), "end");
}

} // namespace
} // namespace telltale::capture
