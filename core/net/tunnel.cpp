// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tunnel.h"

#include "net/odd.h"

namespace telltale::net {

LinkPayload grePayload(const Slice &packet)
{
    constexpr std::size_t fixedPart = 4;
    if (!packet.holds(fixedPart))
        return LinkPayload::odd(cutOr("gre.malformed", packet, fixedPart));
    const std::uint16_t flags = u16At(packet.bytes, 0);
    const std::uint16_t protocol = u16At(packet.bytes, 2);
    constexpr unsigned checksum = 0x8000, routing = 0x4000, key = 0x2000, sequence = 0x1000, acknowledgment = 0x0080;
    const unsigned version = flags & 7U;
    if (version > 1)
        return LinkPayload::odd("gre.malformed");
    std::size_t header = fixedPart;
    for (const unsigned bit : {checksum | routing, key, sequence})
        header += (flags & bit) ? 4 : 0;
    if (version == 1)
        header += (flags & acknowledgment) ? 4 : 0;
    if ((flags & routing) && version == 0)
        return {}; // source routes are of variable length and deprecated since RFC 2784
    if (!packet.holds(header))
        return LinkPayload::odd(cutOr("gre.malformed", packet, header));
    const Slice inner = packet.after(header);
    if (protocol == etherType::bridgedEthernet)
        return ethernetPayload(inner);
    if (protocol == etherType::ppp)
        return inner.wire == 0 ? LinkPayload{} : pppPayload(inner);
    return etherTypePayload(protocol, inner);
}

std::optional<LinkPayload> vxlanPayload(const Slice &datagram)
{
    constexpr std::size_t header = 8;
    constexpr std::uint8_t validIdentifier = 0x08;
    if (!datagram.holds(header) || datagram.bytes[0] != validIdentifier)
        return std::nullopt;
    return ethernetPayload(datagram.after(header));
}

} // namespace telltale::net
