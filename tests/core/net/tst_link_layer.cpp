// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/link_layer.h"

#include "core/net/packet_builder.h"

#include <gtest/gtest.h>

namespace telltale::net {
namespace {

using namespace test;

LinkPayload look(LinkType type, const ByteBuffer &frame)
{
    return linkPayload(type, {frame, frame.size()});
}

TEST(LinkLayer, FindsIpBehindEveryHeader)
{
    struct Row {
        const char *what;
        LinkType type;
        const char *header;
        std::uint16_t carries;
    };
    const Row table[] = {
        {"ethernet", LinkType::ethernet, "020000000001 020000000002 0800", 4},
        {"raw", LinkType::raw, "", 4},
        {"raw 6", LinkType::raw, "", 6},
        {"raw, BSD number", LinkType::rawBsd, "", 6},
        {"raw, OpenBSD number", LinkType::rawOpenBsd, "", 4},
        {"IPv4", LinkType::rawIpv4, "", 4},
        {"IPv6", LinkType::rawIpv6, "", 6},
        {"null, little endian", LinkType::null, "02000000", 4},
        {"null, big endian", LinkType::null, "00000002", 4},
        {"null, Linux IPv6", LinkType::null, "0a000000", 6},
        {"null, NetBSD IPv6", LinkType::null, "18000000", 6},
        {"null, FreeBSD IPv6", LinkType::null, "0000001c", 6},
        {"null, Darwin IPv6", LinkType::null, "1e000000", 6},
        {"loop", LinkType::loop, "00000002", 4},
        {"PPP", LinkType::ppp, "0021", 4},
        {"PPP, compressed protocol", LinkType::ppp, "21", 4},
        {"PPP, framed", LinkType::ppp, "ff030057", 6},
        {"PPP in HDLC", LinkType::ppp_hdlc, "ff030021", 4},
        {"Cisco HDLC", LinkType::chdlc, "0f000800", 4},
        {"Cisco HDLC 6", LinkType::chdlc, "0f0086dd", 6},
        {"cooked", LinkType::linuxSll, "0000 0001 0006 0200000000010000 0800", 4},
        {"cooked, LLC", LinkType::linuxSll, "0000 0001 0006 0200000000010000 0004 aaaa03 000000 86dd", 6},
        {"cooked 2", LinkType::linuxSll2, "86dd 0000 00000003 0001 00 06 0200000000010000", 6},
        {"PKTAP", LinkType::pktap, "10000000 01000000 0c000000 656e3000", 4},
    };
    for (const Row &row : table) {
        const ByteBuffer ip = row.carries == 4 ? ipv4(udp("x")) : ipv6(udp("x"));
        const ByteBuffer frame = joined(hex(row.header), ip);
        const LinkPayload layer = look(row.type, frame);
        EXPECT_EQ(layer.type, row.carries == 4 ? etherType::ipv4 : etherType::ipv6) << row.what;
        EXPECT_EQ(toBuffer(layer.payload.bytes), ip) << row.what;
        EXPECT_EQ(layer.anomaly, nullptr) << row.what;
    }
}

TEST(LinkLayer, SaysWhatIsOdd)
{
    const std::tuple<const char *, LinkType, const char *, const char *> table[] = {
        {"link type nobody knows", static_cast<LinkType>(9999), "00", "net.unknown_link_type"},
        {"Ethernet header alone", LinkType::ethernet, "0200000000010200000000020800", nullptr},
        {"cut Ethernet", LinkType::ethernet, "02000000000102", "net.truncated"},
        {"empty raw", LinkType::raw, "", "net.truncated"},
        {"raw of version 5", LinkType::raw, "5500", "ip.malformed"},
        {"cut null", LinkType::null, "0200", "net.truncated"},
        {"cut cooked", LinkType::linuxSll, "0000", "net.truncated"},
        {"cut cooked 2", LinkType::linuxSll2, "0800", "net.truncated"},
        {"cut PPP", LinkType::ppp, "00", "net.truncated"},
        {"PKTAP in PKTAP", LinkType::pktap, "0c000000 01000000 02010000 00000000", "net.unknown_link_type"},
        {"PKTAP beyond the packet", LinkType::pktap, "ff000000 01000000 01000000 00000000", "net.truncated"},
        {"PKTAP shorter than itself", LinkType::pktap, "04000000 01000000 01000000 00000000", "net.unknown_link_type"},
    };
    for (const auto &[what, type, bytes, anomaly] : table) {
        const ByteBuffer frame = hex(bytes);
        const LinkPayload layer = look(type, frame);
        EXPECT_STREQ(layer.anomaly, anomaly) << what;
    }
}

TEST(LinkLayer, PassesOverWhatIsNotIp)
{
    EXPECT_EQ(look(LinkType::null, hex("07000000 1234")).type, etherType::none);
    EXPECT_EQ(look(LinkType::null, hex("07000000 1234")).anomaly, nullptr);
    EXPECT_EQ(look(LinkType::ppp, hex("c021 0101")).type, etherType::none); // LCP
    EXPECT_EQ(look(LinkType::chdlc, hex("8f008035 00")).type, etherType::none);
}

} // namespace
} // namespace telltale::net
