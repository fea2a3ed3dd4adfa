// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tunnel.h"

#include "core/net/packet_builder.h"

#include <gtest/gtest.h>

namespace telltale::net {
namespace {

using namespace test;

TEST(Gre, TakesItsHeaderOff)
{
    const ByteBuffer ip = ipv4(udp("inside"));
    const std::tuple<const char *, const char *, ByteBuffer> table[] = {
        {"plain", "0000 0800", ip},
        {"with key", "2000 0800 00000001", ip},
        {"with checksum, key and sequence", "b000 0800 00000000 00000001 00000002", ip},
        {"bridged Ethernet", "0000 6558", ethernet(ip)},
        {"PPTP", "3081 880b 00240001 00000001 00000002 0021", ip},
    };
    for (const auto &[what, header, payload] : table) {
        const ByteBuffer packet = joined(hex(header), payload);
        const LinkPayload layer = grePayload({packet, packet.size()});
        EXPECT_EQ(layer.type, etherType::ipv4) << what;
        EXPECT_EQ(toBuffer(layer.payload.bytes), ip) << what;
    }
}

TEST(Gre, SaysWhatIsOdd)
{
    const auto anomaly = [](const char *bytes, std::size_t wire) {
        const ByteBuffer packet = hex(bytes);
        return grePayload({packet, std::max(wire, packet.size())}).anomaly;
    };
    EXPECT_STREQ(anomaly("0000", 2), "gre.malformed");
    EXPECT_STREQ(anomaly("0000", 90), "net.truncated");
    EXPECT_STREQ(anomaly("2000 0800 00", 5), "gre.malformed");
    EXPECT_STREQ(anomaly("0003 0800", 4), "gre.malformed");
    EXPECT_EQ(anomaly("4000 0800 00000000", 8), nullptr);
    EXPECT_EQ(anomaly("2081 880b 00000001 00000001", 12), nullptr); // a PPTP acknowledgement alone
}

TEST(Vxlan, GivesTheFrameInside)
{
    const ByteBuffer datagram = joined(hex("08000000 00000100"), ethernet(ipv4(udp("inside"))));
    const auto layer = vxlanPayload({datagram, datagram.size()});
    ASSERT_TRUE(layer);
    EXPECT_EQ(layer->type, etherType::ipv4);
}

TEST(Vxlan, LeavesOtherDatagramsAlone)
{
    for (const char *bytes : {"", "0800", "00000000 00000100 00", "ff000000 00000100 00"}) {
        const ByteBuffer datagram = hex(bytes);
        EXPECT_FALSE(vxlanPayload({datagram, datagram.size()})) << bytes;
    }
}

} // namespace
} // namespace telltale::net
