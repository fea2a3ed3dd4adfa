// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transport.h"

#include "core/net/packet_builder.h"

#include <gtest/gtest.h>

namespace telltale::net {
namespace {

using namespace test;

TEST(Tcp, ReadsItsHeader)
{
    const ByteBuffer segment = tcp("GET /", 0xFFFFFFF0, tcpPsh | tcpAck);
    TransportPacket packet;
    ASSERT_EQ(readTcp({segment, segment.size()}, packet), nullptr);
    EXPECT_EQ(packet.source.port, 50000);
    EXPECT_EQ(packet.destination.port, 443);
    EXPECT_EQ(packet.sequence, 0xFFFFFFF0U);
    EXPECT_EQ(packet.acknowledgment, 7U);
    EXPECT_EQ(packet.window, 0x2000);
    EXPECT_TRUE(packet.has(tcpAck) && packet.has(tcpPsh) && !packet.has(tcpSyn));
    EXPECT_EQ(base::asText(packet.payload), "GET /");
    EXPECT_FALSE(packet.truncated());
}

TEST(Tcp, KeepsOptionsOutOfThePayload)
{
    ByteBuffer segment = tcp("\1\1\1\1payload");
    segment[12] = 0x60;
    TransportPacket packet;
    ASSERT_EQ(readTcp({segment, segment.size()}, packet), nullptr);
    EXPECT_EQ(base::asText(packet.payload), "payload");
}

TEST(Tcp, CountsWhatTheSnapLengthCut)
{
    const ByteBuffer segment = tcp("0123456789");
    TransportPacket packet;
    ASSERT_EQ(readTcp({base::ByteView(segment).first(24), segment.size()}, packet), nullptr);
    EXPECT_EQ(base::asText(packet.payload), "0123");
    EXPECT_EQ(packet.missing, 6U);
    EXPECT_EQ(packet.wirePayload(), 10U);
}

TEST(Tcp, SaysWhatIsOdd)
{
    TransportPacket packet;
    ByteBuffer tooSmall = tcp(""), tooLarge = tcp("");
    tooSmall[12] = 0x40;
    tooLarge[12] = 0xF0;
    const base::ByteView cut = base::ByteView(tooSmall).first(10);
    EXPECT_STREQ(readTcp({tooSmall, tooSmall.size()}, packet), "tcp.malformed");
    EXPECT_STREQ(readTcp({tooLarge, tooLarge.size()}, packet), "tcp.malformed");
    EXPECT_STREQ(readTcp({tooLarge, 80}, packet), "net.truncated");
    EXPECT_STREQ(readTcp({cut, 10}, packet), "tcp.malformed");
    EXPECT_STREQ(readTcp({cut, 40}, packet), "net.truncated");
}

TEST(Udp, ItsLengthCutsOffWhatIsBehind)
{
    const ByteBuffer datagram = joined(udp("abc"), text("behind"));
    TransportPacket packet;
    const UdpOutcome outcome = readUdp({datagram, datagram.size()}, packet);
    EXPECT_TRUE(outcome.usable);
    EXPECT_EQ(outcome.anomaly, nullptr);
    EXPECT_EQ(base::asText(packet.payload), "abc");
    EXPECT_EQ(packet.transport, Transport::udp);
}

TEST(Udp, SaysWhatIsOdd)
{
    TransportPacket packet;
    ByteBuffer beyond = udp("abc"), below = udp("abc"), jumbo = udp("abc");
    beyond[5] = 200;
    below[5] = 7;
    jumbo[5] = 0;
    EXPECT_TRUE(readUdp({beyond, beyond.size()}, packet).usable);
    EXPECT_STREQ(readUdp({beyond, beyond.size()}, packet).anomaly, "udp.malformed");
    EXPECT_EQ(base::asText(packet.payload), "abc");
    EXPECT_FALSE(readUdp({below, below.size()}, packet).usable);
    EXPECT_TRUE(readUdp({jumbo, jumbo.size()}, packet).usable);
    EXPECT_FALSE(readUdp({base::ByteView(below).first(7), 7}, packet).usable);
    EXPECT_STREQ(readUdp({base::ByteView(below).first(7), 11}, packet).anomaly, "net.truncated");
}

} // namespace
} // namespace telltale::net
