// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"
#include "net/slice.h"

#include <cstdint>

namespace telltale::net {

/// Protocol numbers (IANA) of IPv4's protocol and IPv6's next header field.
namespace ipProtocol {
inline constexpr std::uint8_t hopByHop = 0;
inline constexpr std::uint8_t ipv4 = 4;
inline constexpr std::uint8_t tcp = 6;
inline constexpr std::uint8_t udp = 17;
inline constexpr std::uint8_t ipv6 = 41;
inline constexpr std::uint8_t routing = 43;
inline constexpr std::uint8_t fragment = 44;
inline constexpr std::uint8_t gre = 47;
inline constexpr std::uint8_t authentication = 51;
inline constexpr std::uint8_t none = 59;
inline constexpr std::uint8_t destinationOptions = 60;
inline constexpr std::uint8_t mobility = 135;
inline constexpr std::uint8_t hostIdentity = 139;
inline constexpr std::uint8_t shim6 = 140;
} // namespace ipProtocol

/// Where a fragment belongs (RFC 791 section 3.2, RFC 8200 section 4.5).
struct FragmentKey {
    IpAddress source;
    IpAddress destination;
    std::uint32_t identification = 0;
    std::uint8_t protocol = 0;

    friend auto operator<=>(const FragmentKey &, const FragmentKey &) = default;
};

/// An IP packet without its header.
struct IpPacket {
    IpAddress source;
    IpAddress destination;
    std::uint8_t protocol = ipProtocol::none; ///< of the payload, behind all extension headers
    Slice payload; ///< padding and trailers of the link layer are off
    bool fragmented = false;
    bool moreFragments = false;
    std::uint32_t identification = 0;
    std::size_t fragmentOffset = 0; ///< octets
    const char *anomaly = nullptr; ///< ip.malformed or net.truncated: nothing else is valid then

    static IpPacket odd(const char *id)
    {
        IpPacket packet;
        packet.anomaly = id;
        return packet;
    }
    [[nodiscard]] FragmentKey fragmentKey() const { return {source, destination, identification, protocol}; }
};

/// Reads one IPv4 header (RFC 791). The total length cuts off Ethernet padding; 0, as segmentation
/// offload leaves it, stands for all that is there. Checksums are not verified: offload leaves them empty.
IpPacket ipv4Packet(const Slice &bytes);

/// Reads an IPv6 header and its extension headers up to the transport or the fragment header (RFC 8200).
IpPacket ipv6Packet(const Slice &bytes);

/// Goes past the extension headers at the front of packet.payload. Needed again for a datagram put
/// together from IPv6 fragments.
void skipExtensionHeaders(IpPacket &packet);

} // namespace telltale::net
