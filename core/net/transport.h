// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/slice.h"
#include "net/transport_packet.h"

namespace telltale::net {

/// Fills ports, TCP fields and payload of @p packet from a TCP segment (RFC 9293 section 3.1).
/// Gives the id of an anomaly (tcp.malformed, net.truncated) when it could not, else null.
const char *readTcp(const Slice &segment, TransportPacket &packet);

/// The same for UDP (RFC 768). With udp.malformed for a length beyond the IP packet the datagram is
/// still filled in, as far as it goes; usable says so.
struct UdpOutcome {
    bool usable = false;
    const char *anomaly = nullptr;
};
UdpOutcome readUdp(const Slice &datagram, TransportPacket &packet);

} // namespace telltale::net
