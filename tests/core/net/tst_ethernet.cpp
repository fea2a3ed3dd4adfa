// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/link_layer.h"

#include "core/net/packet_builder.h"

#include <gtest/gtest.h>

namespace telltale::net {
namespace {

using namespace test;

LinkPayload look(const ByteBuffer &frame)
{
    return ethernetPayload({frame, frame.size()});
}

TEST(Ethernet, GoesThroughTagsAndLabels)
{
    const std::pair<const char *, const char *> table[] = {
        {"one VLAN", "8100 0064 0800"},
        {"stacked VLANs", "88a8 0001 8100 0064 0800"},
        {"old stacked VLANs", "9100 0001 9100 0002 8100 0003 0800"},
        {"PPPoE", "8864 1100 0001 0023 0021"},
        {"PPPoE in a VLAN", "8100 0064 8864 1100 0001 0023 0021"},
        {"MPLS", "8847 00010140"},
        {"two MPLS labels", "8847 00010040 00020140"},
        {"802.3 with SNAP", "0030 aaaa03 000000 0800"},
    };
    const ByteBuffer ip = ipv4(udp("hello"));
    for (const auto &[what, header] : table) {
        const ByteBuffer frame = joined(joined(hex("020000000001 020000000002"), hex(header)), ip);
        const LinkPayload layer = look(frame);
        EXPECT_EQ(layer.type, etherType::ipv4) << what;
        EXPECT_EQ(toBuffer(layer.payload.bytes), ip) << what;
    }
}

TEST(Ethernet, PassesOverOtherProtocols)
{
    for (const char *header :
        {"0806 0001", "88cc 0207", "0026 424203 0000", "8863 1109 0000 0000", "8847 00010140 00"}) {
        const LinkPayload layer = look(joined(hex("020000000001 020000000002"), hex(header)));
        EXPECT_EQ(layer.type, etherType::none) << header;
        EXPECT_EQ(layer.anomaly, nullptr) << header;
    }
}

TEST(Ethernet, SaysWhereItWasCut)
{
    for (const char *header : {"8100 00", "8100 0064 8100", "8864 1100", "8847 0001", "0030 aaaa03 00"}) {
        const LinkPayload layer = look(joined(hex("020000000001 020000000002"), hex(header)));
        EXPECT_STREQ(layer.anomaly, "net.truncated") << header;
    }
}

TEST(Ethernet, ReadsBareIpAsPcapdroidWritesIt)
{
    const ByteBuffer v4 = ipv4(udp("no room for a trailer"), {.source = "10.215.173.1"});
    EXPECT_EQ(look(v4).type, etherType::ipv4);
    EXPECT_EQ(toBuffer(look(v4).payload.bytes), v4);
    const ByteBuffer v6 = ipv6(udp("no room for a trailer"));
    EXPECT_EQ(look(v6).type, etherType::ipv6);
    // The source address 8.0.x.y reads as the EtherType of IPv4.
    const ByteBuffer unlucky = ipv4(udp("x"), {.source = "8.0.1.2"});
    EXPECT_EQ(toBuffer(look(unlucky).payload.bytes), unlucky);
}

TEST(Ethernet, DoesNotTakeOtherFramesForBareIp)
{
    ByteBuffer frame = ipv4(udp("x"), {.source = "10.215.173.1"});
    frame.push_back(0); // the lengths no longer agree
    EXPECT_EQ(look(frame).type, etherType::none);
}

} // namespace
} // namespace telltale::net
