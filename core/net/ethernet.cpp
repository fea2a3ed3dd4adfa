// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/link_layer.h"

namespace telltale::net {

namespace {

constexpr std::size_t ethernetHeader = 14;
constexpr std::uint16_t firstEtherType = 0x0600; // below it the field is an 802.3 length

/// A packet without Ethernet header in a file of type Ethernet, as PCAPdroid writes one where its
/// trailer would not fit the snap length. Both the version and the length must agree with IP.
bool looksLikeBareIp(const Slice &frame)
{
    if (frame.holds(20) && (frame.bytes[0] >> 4) == 4)
        return (frame.bytes[0] & 0x0F) >= 5 && u16At(frame.bytes, 2) == frame.wire;
    if (frame.holds(40) && (frame.bytes[0] >> 4) == 6)
        return u16At(frame.bytes, 4) + std::size_t{40} == frame.wire;
    return false;
}

bool makesSense(const LinkPayload &layer)
{
    if (layer.type == etherType::none || layer.payload.bytes.empty())
        return false;
    return (layer.payload.bytes[0] >> 4) == (layer.type == etherType::ipv4 ? 4 : 6);
}

/// Labels end at the one with the bottom-of-stack bit (RFC 3032); what follows tells its own version.
LinkPayload mplsPayload(Slice payload)
{
    constexpr std::size_t label = 4;
    while (payload.holds(label)) {
        const bool bottom = (payload.bytes[2] & 1) != 0;
        payload = payload.after(label);
        if (!bottom)
            continue;
        const unsigned version = payload.bytes.empty() ? 0U : unsigned{payload.bytes[0]} >> 4;
        return version == 4 || version == 6 ? rawIpPayload(payload) : LinkPayload{};
    }
    return LinkPayload::odd("net.truncated");
}

/// RFC 2516: version, code, session, length; then PPP without framing.
LinkPayload pppoePayload(const Slice &payload)
{
    constexpr std::size_t header = 6;
    if (!payload.holds(header))
        return LinkPayload::odd("net.truncated");
    return payload.bytes[1] == 0 ? pppPayload(payload.after(header)) : LinkPayload{};
}

} // namespace

LinkPayload llcPayload(const Slice &frame)
{
    constexpr std::size_t llcWithSnap = 8;
    if (!frame.holds(3))
        return LinkPayload::odd("net.truncated");
    if (frame.bytes[0] != 0xAA || frame.bytes[1] != 0xAA || frame.bytes[2] != 0x03)
        return {}; // spanning tree and its kin
    if (!frame.holds(llcWithSnap))
        return LinkPayload::odd("net.truncated");
    return etherTypePayload(u16At(frame.bytes, 6), frame.after(llcWithSnap));
}

LinkPayload etherTypePayload(std::uint16_t type, const Slice &payload)
{
    constexpr std::size_t tag = 4;
    Slice inner = payload;
    while (type == etherType::vlan || type == etherType::providerVlan || type == etherType::oldProviderVlan) {
        if (!inner.holds(tag))
            return LinkPayload::odd("net.truncated");
        type = u16At(inner.bytes, 2);
        inner = inner.after(tag);
    }
    switch (type) {
    case etherType::ipv4:
    case etherType::ipv6:
        return {type, inner, nullptr};
    case etherType::mpls:
    case etherType::mplsMulticast:
        return mplsPayload(inner);
    case etherType::pppoeSession:
        return pppoePayload(inner);
    default:
        return {};
    }
}

LinkPayload ethernetPayload(const Slice &frame)
{
    if (!frame.holds(ethernetHeader))
        return LinkPayload::odd("net.truncated");
    const std::uint16_t type = u16At(frame.bytes, 12);
    const Slice payload = frame.after(ethernetHeader);
    const LinkPayload layer = type >= firstEtherType ? etherTypePayload(type, payload) : llcPayload(payload);
    return !makesSense(layer) && looksLikeBareIp(frame) ? rawIpPayload(frame) : layer;
}

} // namespace telltale::net
