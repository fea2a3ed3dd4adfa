// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/ip.h"

#include "net/odd.h"

namespace telltale::net {

namespace {

constexpr std::size_t ipv4Header = 20;
constexpr std::size_t ipv6Header = 40;
constexpr std::size_t fragmentHeader = 8;

bool isOptionsHeader(std::uint8_t protocol)
{
    switch (protocol) {
    case ipProtocol::hopByHop:
    case ipProtocol::routing:
    case ipProtocol::destinationOptions:
    case ipProtocol::mobility:
    case ipProtocol::hostIdentity:
    case ipProtocol::shim6:
        return true;
    default:
        return false;
    }
}

/// RFC 8200 section 4.5. An atomic fragment (RFC 6946) is whole and needs nothing further.
void readFragmentHeader(IpPacket &packet)
{
    const base::ByteView header = packet.payload.bytes;
    const std::uint16_t field = u16At(header, 2);
    packet.protocol = header[0];
    packet.fragmentOffset = field & 0xFFF8U;
    packet.moreFragments = (field & 1) != 0;
    packet.identification = u32At(header, 4);
    packet.fragmented = packet.fragmentOffset != 0 || packet.moreFragments;
    packet.payload = packet.payload.after(fragmentHeader);
}

} // namespace

IpPacket ipv4Packet(const Slice &bytes)
{
    if (!bytes.holds(ipv4Header))
        return IpPacket::odd(cutOr("ip.malformed", bytes, ipv4Header));
    const base::ByteView b = bytes.bytes;
    const std::size_t headerLength = std::size_t{b[0] & 0x0FU} * 4;
    const std::size_t stated = u16At(b, 2);
    const std::size_t totalLength = stated == 0 ? bytes.wire : stated;
    if ((b[0] >> 4) != 4 || headerLength < ipv4Header || totalLength < headerLength)
        return IpPacket::odd("ip.malformed");
    if (!bytes.holds(headerLength))
        return IpPacket::odd(cutOr("ip.malformed", bytes, headerLength));

    const std::uint16_t fragmentField = u16At(b, 6);
    IpPacket packet;
    packet.source = IpAddress::v4(b.subspan(12, 4));
    packet.destination = IpAddress::v4(b.subspan(16, 4));
    packet.protocol = b[9];
    packet.identification = u16At(b, 4);
    packet.fragmentOffset = std::size_t{fragmentField & 0x1FFFU} * 8;
    packet.moreFragments = (fragmentField & 0x2000) != 0;
    packet.fragmented = packet.fragmentOffset != 0 || packet.moreFragments;
    packet.payload = bytes.ofWireLength(totalLength).after(headerLength);
    return packet;
}

IpPacket ipv6Packet(const Slice &bytes)
{
    if (!bytes.holds(ipv6Header))
        return IpPacket::odd(cutOr("ip.malformed", bytes, ipv6Header));
    const base::ByteView b = bytes.bytes;
    if ((b[0] >> 4) != 6)
        return IpPacket::odd("ip.malformed");
    // 0 is a jumbogram (RFC 2675) or what segmentation offload leaves.
    const std::size_t stated = u16At(b, 4);
    IpPacket packet;
    packet.source = IpAddress::v6(b.subspan(8, 16));
    packet.destination = IpAddress::v6(b.subspan(24, 16));
    packet.protocol = b[6];
    packet.payload = (stated == 0 ? bytes : bytes.ofWireLength(ipv6Header + stated)).after(ipv6Header);
    skipExtensionHeaders(packet);
    return packet;
}

void skipExtensionHeaders(IpPacket &packet)
{
    while (true) {
        const bool isFragment = packet.protocol == ipProtocol::fragment;
        const bool isAuthentication = packet.protocol == ipProtocol::authentication;
        if (!isFragment && !isAuthentication && !isOptionsHeader(packet.protocol))
            return;
        if (!packet.payload.holds(fragmentHeader)) {
            packet.anomaly = cutOr("ip.malformed", packet.payload, fragmentHeader);
            return;
        }
        if (isFragment) {
            readFragmentHeader(packet);
            if (packet.fragmented)
                return;
            continue;
        }
        // RFC 4302 section 2.2 counts in words less two, all others in units of eight octets less one.
        const std::size_t count = packet.payload.bytes[1];
        const std::size_t length = isAuthentication ? (count + 2) * 4 : (count + 1) * 8;
        if (!packet.payload.holds(length)) {
            packet.anomaly = cutOr("ip.malformed", packet.payload, length);
            return;
        }
        packet.protocol = packet.payload.bytes[0];
        packet.payload = packet.payload.after(length);
    }
}

} // namespace telltale::net
