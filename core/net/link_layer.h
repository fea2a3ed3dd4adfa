// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/link_type.h"
#include "net/slice.h"

#include <cstdint>

namespace telltale::net {

/// EtherType numbers (IEEE 802, IANA). All link layers tell what they carry in these.
namespace etherType {
inline constexpr std::uint16_t none = 0; ///< nothing Telltale looks into: ARP, a beacon, LCP...
inline constexpr std::uint16_t ipv4 = 0x0800;
inline constexpr std::uint16_t vlan = 0x8100;
inline constexpr std::uint16_t ipv6 = 0x86DD;
inline constexpr std::uint16_t ppp = 0x880B;
inline constexpr std::uint16_t mpls = 0x8847;
inline constexpr std::uint16_t mplsMulticast = 0x8848;
inline constexpr std::uint16_t pppoeSession = 0x8864;
inline constexpr std::uint16_t providerVlan = 0x88A8;
inline constexpr std::uint16_t oldProviderVlan = 0x9100;
inline constexpr std::uint16_t bridgedEthernet = 0x6558;
} // namespace etherType

/// What a link layer carries. type is etherType::ipv4 or ipv6, or none, where anomaly says why when
/// that is odd.
struct LinkPayload {
    std::uint16_t type = etherType::none;
    Slice payload;
    const char *anomaly = nullptr; ///< net.truncated, net.unknown_link_type, net.encrypted_frame...

    static LinkPayload odd(const char *id) { return {etherType::none, {}, id}; }
};

/// Takes the link-layer header off. Total: any octets give an answer.
LinkPayload linkPayload(LinkType type, const Slice &frame);

// One function for each family of link layers; linkPayload() chooses between them.

/// Ethernet II with any number of VLAN tags, 802.3 with LLC/SNAP, PPPoE, MPLS; and the bare IP
/// packets that PCAPdroid writes into files of type Ethernet.
LinkPayload ethernetPayload(const Slice &frame);
/// What stands behind an EtherType: resolves VLAN tags, PPPoE and MPLS labels.
LinkPayload etherTypePayload(std::uint16_t type, const Slice &payload);
/// IEEE 802.2 LLC with SNAP (RFC 1042).
LinkPayload llcPayload(const Slice &frame);
/// IP, its version read from the first octet.
LinkPayload rawIpPayload(const Slice &frame);
/// PPP, with or without the address and control octets of HDLC framing (RFC 1661, RFC 1662).
LinkPayload pppPayload(const Slice &frame);
/// BSD loopback: an address family in either byte order.
LinkPayload loopbackPayload(const Slice &frame);
/// IEEE 802.11 data frames without encryption.
LinkPayload wifiPayload(const Slice &frame);
/// A radiotap header before IEEE 802.11.
LinkPayload radiotapPayload(const Slice &frame);

} // namespace telltale::net
