// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace telltale::net {

/// LINKTYPE_ numbers as in pcap and pcapng files (tcpdump.org, "Link-Layer Header Types").
/// An open set: other numbers occur and give the anomaly net.unknown_link_type.
enum class LinkType : std::uint16_t {
    null = 0, ///< BSD loopback: address family in host byte order
    ethernet = 1,
    ppp = 9,
    rawBsd = 12, ///< raw IP, the number some systems write
    ppp_hdlc = 50,
    chdlc = 104, ///< Cisco HDLC
    raw = 101, ///< raw IPv4 or IPv6
    ieee80211 = 105,
    loop = 108, ///< OpenBSD loopback: address family in network byte order
    linuxSll = 113, ///< Linux cooked v1
    ieee80211Radiotap = 127,
    rawOpenBsd = 14, ///< raw IP, as OpenBSD numbers it
    rawIpv4 = 228,
    rawIpv6 = 229,
    pktap = 258, ///< Apple's PKTAP: names the real link type of each packet
    linuxSll2 = 276, ///< Linux cooked v2
};

} // namespace telltale::net
