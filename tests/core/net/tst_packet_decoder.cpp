// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/packet_decoder.h"

#include "core/net/packet_builder.h"

#include <gtest/gtest.h>

namespace telltale::net {
namespace {

using namespace test;

Decoded decode(PacketDecoder &decoder, const ByteBuffer &frame, LinkType type = LinkType::ethernet)
{
    return decoder.decode(type, frame, frame.size(), {});
}

std::string payloadOf(const ByteBuffer &frame, LinkType type = LinkType::ethernet)
{
    PacketDecoder decoder;
    const Decoded decoded = decode(decoder, frame, type);
    return decoded.packet ? std::string(base::asText(decoded.packet->payload)) : "(nothing)";
}

TEST(PacketDecoder, GivesAddressesPortsAndPayload)
{
    PacketDecoder decoder;
    const ByteBuffer frame = ethernet(ipv4(tcp("GET / HTTP/1.1\r\n"), {.protocol = 6}));
    const Decoded decoded = decode(decoder, frame);
    ASSERT_TRUE(decoded.packet);
    EXPECT_EQ(decoded.packet->source, (Endpoint{*IpAddress::parse("192.168.1.10"), 50000}));
    EXPECT_EQ(decoded.packet->destination, (Endpoint{*IpAddress::parse("198.51.100.7"), 443}));
    EXPECT_EQ(decoded.packet->transport, Transport::tcp);
    EXPECT_EQ(base::asText(decoded.packet->payload), "GET / HTTP/1.1\r\n");
    EXPECT_TRUE(decoded.anomalies.empty());
}

TEST(PacketDecoder, LooksIntoTunnels)
{
    const ByteBuffer inner = ipv4(udp("inside"));
    EXPECT_EQ(payloadOf(ethernet(ipv4(inner, {.protocol = 4}))), "inside");
    EXPECT_EQ(payloadOf(ethernet(ipv4(ipv6(udp("six in four")), {.protocol = 41}))), "six in four");
    EXPECT_EQ(payloadOf(ethernet(ipv6(inner, 4), 0x86DD)), "inside");
    EXPECT_EQ(payloadOf(ethernet(ipv4(joined(hex("0000 0800"), inner), {.protocol = 47}))), "inside");
    EXPECT_EQ(payloadOf(ethernet(ipv4(joined(hex("0000 6558"), ethernet(inner)), {.protocol = 47}))), "inside");
    EXPECT_EQ(payloadOf(ethernet(ipv4(udp(joined(hex("08000000 00000100"), ethernet(inner)), 50000, 4789)))), "inside");
    EXPECT_EQ(payloadOf(ethernet(ipv4(udp("no vxlan", 50000, 4789)))), "no vxlan");
}

TEST(PacketDecoder, TunnelsInTunnelsHaveALimit)
{
    ByteBuffer packet = ipv4(udp("deep"));
    for (int i = 0; i < 8; ++i)
        packet = ipv4(packet, {.protocol = 4});
    EXPECT_EQ(payloadOf(packet, LinkType::raw), "deep");
    packet = ipv4(packet, {.protocol = 4});
    PacketDecoder decoder;
    const Decoded decoded = decode(decoder, packet, LinkType::raw);
    EXPECT_FALSE(decoded.packet);
    ASSERT_EQ(decoded.anomalies.size(), 1U);
    EXPECT_STREQ(decoded.anomalies[0].id, "net.encapsulation_limit");
}

TEST(PacketDecoder, PutsIpv4FragmentsTogether)
{
    const ByteBuffer datagram = udp("a datagram that came in two pieces");
    const ByteBuffer first(datagram.begin(), datagram.begin() + 16), second(datagram.begin() + 16, datagram.end());
    PacketDecoder decoder;
    EXPECT_FALSE(decode(decoder, ethernet(ipv4(second, {.offset = 16}))).packet);
    const Decoded decoded = decode(decoder, ethernet(ipv4(first, {.more = true})));
    ASSERT_TRUE(decoded.packet);
    EXPECT_EQ(base::asText(decoded.packet->payload), "a datagram that came in two pieces");
}

TEST(PacketDecoder, PutsIpv6FragmentsTogetherAndGoesOnBehindTheirExtensionHeaders)
{
    // The fragments carry a destination options header before UDP.
    const ByteBuffer datagram = joined(hex("1100 0000 00000000"), udp("six in pieces"));
    const ByteBuffer first(datagram.begin(), datagram.begin() + 16), second(datagram.begin() + 16, datagram.end());
    PacketDecoder decoder;
    EXPECT_FALSE(decode(decoder, ipv6(joined(hex("3c00 0001 00000007"), first), 44), LinkType::raw).packet);
    const Decoded decoded = decode(decoder, ipv6(joined(hex("3c00 0010 00000007"), second), 44), LinkType::raw);
    ASSERT_TRUE(decoded.packet);
    EXPECT_EQ(base::asText(decoded.packet->payload), "six in pieces");
}

TEST(PacketDecoder, ReadsPcapdroidFramesUpToTheEndOfIp)
{
    const ByteBuffer frame = hex("0000000000000000000000000800 4500001f00010000401100ee0ad7ad01c0000207"
                                 "9c400035000b0000616263 000000 01072021 0000278b"
                                 "4d692042726f7773657200000000000000000000 7a8b354d");
    EXPECT_EQ(payloadOf(frame), "abc");
}

TEST(PacketDecoder, SaysHowMuchTheSnapLengthCut)
{
    const ByteBuffer frame = ethernet(ipv4(udp("0123456789")));
    PacketDecoder decoder;
    const Decoded decoded =
        decoder.decode(LinkType::ethernet, base::ByteView(frame).first(frame.size() - 4), frame.size(), {});
    ASSERT_TRUE(decoded.packet);
    EXPECT_EQ(base::asText(decoded.packet->payload), "012345");
    EXPECT_EQ(decoded.packet->missing, 4U);
    ASSERT_EQ(decoded.anomalies.size(), 1U);
    EXPECT_STREQ(decoded.anomalies[0].id, "net.truncated");
}

TEST(PacketDecoder, SurvivesEveryCut)
{
    const ByteBuffer frames[] = {
        ethernet(ipv4(tcp("payload"), {.protocol = 6})),
        ethernet(ipv6(joined(hex("1100 0000 00000000"), udp("payload")), 0), 0x86DD),
        ethernet(ipv4(udp(joined(hex("08000000 00000100"), ethernet(ipv4(udp("in")))), 50000, 4789))),
    };
    PacketDecoder decoder;
    for (const ByteBuffer &frame : frames) {
        for (std::size_t cut = 0; cut < frame.size(); ++cut) {
            const Decoded decoded =
                decoder.decode(LinkType::ethernet, base::ByteView(frame).first(cut), frame.size(), {});
            EXPECT_FALSE(decoded.anomalies.empty()) << cut;
            if (decoded.packet) {
                EXPECT_GT(decoded.packet->missing, 0U) << cut;
            }
        }
    }
}

TEST(PacketDecoder, PassesOverWhatIsNotTcpOrUdp)
{
    PacketDecoder decoder;
    for (const ByteBuffer &frame : {ethernet(ipv4(hex("0800 0000"), {.protocol = 1})), ethernet(hex("0001"), 0x0806)}) {
        const Decoded decoded = decode(decoder, frame);
        EXPECT_FALSE(decoded.packet);
        EXPECT_TRUE(decoded.anomalies.empty());
    }
}

} // namespace
} // namespace telltale::net
