// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/ip.h"

#include "core/net/packet_builder.h"

#include <gtest/gtest.h>

namespace telltale::net {
namespace {

using namespace test;

Slice whole(const ByteBuffer &bytes)
{
    return {bytes, bytes.size()};
}

TEST(Ipv4, TotalLengthCutsPaddingOff)
{
    const ByteBuffer padded = joined(ipv4(udp("abc")), hex("00000000000000"));
    const IpPacket packet = ipv4Packet(whole(padded));
    EXPECT_EQ(packet.source.text(), "192.168.1.10");
    EXPECT_EQ(packet.destination.text(), "198.51.100.7");
    EXPECT_EQ(packet.protocol, ipProtocol::udp);
    EXPECT_EQ(toBuffer(packet.payload.bytes), udp("abc"));
    EXPECT_EQ(packet.payload.missing(), 0U);
}

TEST(Ipv4, TotalLengthZeroStandsForAllThatIsThere)
{
    const ByteBuffer offloaded = ipv4(udp("abc"), {.totalLength = 0});
    EXPECT_EQ(toBuffer(ipv4Packet(whole(offloaded)).payload.bytes), udp("abc"));
}

TEST(Ipv4, CountsWhatTheSnapLengthCut)
{
    const ByteBuffer bytes = ipv4(udp("0123456789"));
    const IpPacket packet = ipv4Packet({base::ByteView(bytes).first(32), bytes.size()});
    EXPECT_EQ(packet.payload.bytes.size(), 12U);
    EXPECT_EQ(packet.payload.missing(), 6U);
}

TEST(Ipv4, SkipsOptions)
{
    ByteBuffer bytes = ipv4(joined(hex("01010101"), udp("abc")), {});
    bytes[0] = 0x46;
    EXPECT_EQ(toBuffer(ipv4Packet(whole(bytes)).payload.bytes), udp("abc"));
}

TEST(Ipv4, SaysWhatIsOdd)
{
    ByteBuffer version = ipv4(udp("x")), header = ipv4(udp("x")), options = ipv4({});
    version[0] = 0x55;
    header[0] = 0x44;
    options[0] = 0x4F;
    options[3] = 60;
    EXPECT_STREQ(ipv4Packet(whole(version)).anomaly, "ip.malformed");
    EXPECT_STREQ(ipv4Packet(whole(header)).anomaly, "ip.malformed");
    EXPECT_STREQ(ipv4Packet(whole(options)).anomaly, "ip.malformed");
    EXPECT_STREQ(ipv4Packet(whole(ipv4(udp("x"), {.totalLength = 10}))).anomaly, "ip.malformed");
    EXPECT_STREQ(ipv4Packet(whole(hex("450000"))).anomaly, "ip.malformed");
    const ByteBuffer cut = hex("450000");
    EXPECT_STREQ(ipv4Packet({cut, 40}).anomaly, "net.truncated");
}

TEST(Ipv6, WalksExtensionHeaders)
{
    const std::tuple<const char *, std::uint8_t, const char *> table[] = {
        {"none", 17, ""},
        {"hop by hop", 0, "1100 0000 00000000"},
        {"hop by hop, routing, destination", 0, "2b00 0000 00000000 3c00 0000 00000000 1100 0000 00000000"},
        {"authentication", 51, "1101 0000 00000000 00000000"},
        {"longer options", 60, "1101 0000 00000000 00000000 00000000"},
        {"atomic fragment", 44, "1100 0000 00000001"},
    };
    for (const auto &[what, first, headers] : table) {
        const ByteBuffer bytes = ipv6(joined(hex(headers), udp("abc")), first);
        const IpPacket packet = ipv6Packet(whole(bytes));
        EXPECT_EQ(packet.anomaly, nullptr) << what;
        EXPECT_EQ(packet.protocol, ipProtocol::udp) << what;
        EXPECT_EQ(toBuffer(packet.payload.bytes), udp("abc")) << what;
        EXPECT_FALSE(packet.fragmented) << what;
    }
}

TEST(Ipv6, StopsAtAFragment)
{
    const ByteBuffer bytes = ipv6(joined(hex("1100 0009 0000beef"), text("12345678")), 44);
    const IpPacket packet = ipv6Packet(whole(bytes));
    EXPECT_TRUE(packet.fragmented);
    EXPECT_TRUE(packet.moreFragments);
    EXPECT_EQ(packet.fragmentOffset, 8U);
    EXPECT_EQ(packet.identification, 0xBEEFU);
    EXPECT_EQ(packet.protocol, ipProtocol::udp);
}

TEST(Ipv6, SaysWhatIsOdd)
{
    EXPECT_STREQ(ipv6Packet(whole(hex("60000000"))).anomaly, "ip.malformed");
    EXPECT_STREQ(ipv6Packet(whole(ipv6(hex("1105 0000 00000000"), 0))).anomaly, "ip.malformed");
    EXPECT_STREQ(ipv6Packet(whole(ipv6(hex("1100"), 0))).anomaly, "ip.malformed");
    const ByteBuffer cut = ipv6(hex("1105 0000 00000000"), 0, 48);
    EXPECT_STREQ(ipv6Packet({cut, 88}).anomaly, "net.truncated");
}

} // namespace
} // namespace telltale::net
