// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/link_layer.h"

namespace telltale::net {

namespace {

constexpr std::size_t sllHeader = 16;
constexpr std::size_t sll2Header = 20;
constexpr std::size_t chdlcHeader = 4;

/// Linux cooked capture: the protocol field is an EtherType, or a small number for 802.3 framing
/// (LINUX_SLL_P_802_2 is 4).
LinkPayload cookedPayload(std::uint16_t protocol, const Slice &payload)
{
    constexpr std::uint16_t llcWithoutLength = 4;
    return protocol == llcWithoutLength ? llcPayload(payload) : etherTypePayload(protocol, payload);
}

LinkPayload sllPayload(const Slice &frame)
{
    if (!frame.holds(sllHeader))
        return LinkPayload::odd("net.truncated");
    return cookedPayload(u16At(frame.bytes, 14), frame.after(sllHeader));
}

LinkPayload sll2Payload(const Slice &frame)
{
    if (!frame.holds(sll2Header))
        return LinkPayload::odd("net.truncated");
    return cookedPayload(u16At(frame.bytes, 0), frame.after(sll2Header));
}

/// Cisco HDLC: address, control, EtherType (RFC 1547 section 4.3.1).
LinkPayload chdlcPayload(const Slice &frame)
{
    if (!frame.holds(chdlcHeader))
        return LinkPayload::odd("net.truncated");
    return etherTypePayload(u16At(frame.bytes, 2), frame.after(chdlcHeader));
}

/// PKTAP: little-endian header length at 0 and the packet's own link type at 8.
LinkPayload pktapPayload(const Slice &frame)
{
    constexpr std::size_t leastHeader = 12;
    if (!frame.holds(leastHeader))
        return LinkPayload::odd("net.truncated");
    const base::ByteView b = frame.bytes;
    const std::size_t length = b[0] | (std::size_t{b[1]} << 8) | (std::size_t{b[2]} << 16) | (std::size_t{b[3]} << 24);
    const unsigned inner = b[8] | (unsigned{b[9]} << 8);
    if (length < leastHeader || (b[10] | b[11]) != 0 || inner == static_cast<unsigned>(LinkType::pktap))
        return LinkPayload::odd("net.unknown_link_type");
    if (!frame.holds(length))
        return LinkPayload::odd("net.truncated");
    return linkPayload(static_cast<LinkType>(inner), frame.after(length));
}

} // namespace

LinkPayload linkPayload(LinkType type, const Slice &frame)
{
    switch (type) {
    case LinkType::ethernet:
        return ethernetPayload(frame);
    case LinkType::raw:
    case LinkType::rawBsd:
    case LinkType::rawOpenBsd:
    case LinkType::rawIpv4:
    case LinkType::rawIpv6:
        return rawIpPayload(frame);
    case LinkType::null:
    case LinkType::loop:
        return loopbackPayload(frame);
    case LinkType::ppp:
    case LinkType::ppp_hdlc:
        return pppPayload(frame);
    case LinkType::chdlc:
        return chdlcPayload(frame);
    case LinkType::linuxSll:
        return sllPayload(frame);
    case LinkType::linuxSll2:
        return sll2Payload(frame);
    case LinkType::ieee80211:
        return wifiPayload(frame);
    case LinkType::ieee80211Radiotap:
        return radiotapPayload(frame);
    case LinkType::pktap:
        return pktapPayload(frame);
    }
    return LinkPayload::odd("net.unknown_link_type");
}

LinkPayload rawIpPayload(const Slice &frame)
{
    if (frame.bytes.empty())
        return LinkPayload::odd("net.truncated");
    switch (frame.bytes[0] >> 4) {
    case 4:
        return {etherType::ipv4, frame, nullptr};
    case 6:
        return {etherType::ipv6, frame, nullptr};
    default:
        return LinkPayload::odd("ip.malformed");
    }
}

LinkPayload loopbackPayload(const Slice &frame)
{
    constexpr std::size_t header = 4;
    if (!frame.holds(header))
        return LinkPayload::odd("net.truncated");
    const std::uint32_t written = u32At(frame.bytes, 0);
    // Families are small numbers: a large one was written by a machine of the other byte order.
    const std::uint32_t family = written > 0xFFFF ? __builtin_bswap32(written) : written;
    switch (family) {
    case 2:
        return {etherType::ipv4, frame.after(header), nullptr};
    case 10: // Linux
    case 24: // NetBSD, OpenBSD
    case 28: // FreeBSD
    case 30: // Darwin
        return {etherType::ipv6, frame.after(header), nullptr};
    default:
        return {};
    }
}

LinkPayload pppPayload(const Slice &frame)
{
    constexpr std::size_t hdlcFraming = 2;
    const bool framed = frame.holds(hdlcFraming) && frame.bytes[0] == 0xFF && frame.bytes[1] == 0x03;
    const Slice ppp = framed ? frame.after(hdlcFraming) : frame;
    if (ppp.bytes.empty())
        return LinkPayload::odd("net.truncated");
    // Protocol field compression: an odd first octet is the whole protocol number (RFC 1661 section 6.5).
    const bool compressed = (ppp.bytes[0] & 1) != 0;
    const std::size_t length = compressed ? 1 : 2;
    if (!ppp.holds(length))
        return LinkPayload::odd("net.truncated");
    switch (compressed ? ppp.bytes[0] : u16At(ppp.bytes, 0)) {
    case 0x0021:
        return {etherType::ipv4, ppp.after(length), nullptr};
    case 0x0057:
        return {etherType::ipv6, ppp.after(length), nullptr};
    default:
        return {};
    }
}

} // namespace telltale::net
