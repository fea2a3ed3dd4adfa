// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/limits.h"
#include "base/time.h"
#include "net/fragment_reassembler.h"
#include "net/link_layer.h"
#include "net/link_type.h"
#include "net/transport_packet.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace telltale::net {

/// What one captured packet gave. Both are empty for traffic Telltale does not look into (ARP, ICMP,
/// 802.11 management) and for a fragment whose datagram is not whole yet.
struct Decoded {
    std::optional<TransportPacket> packet;
    std::vector<base::Anomaly> anomalies;
};

/// From a captured packet to its TCP segment or UDP datagram: link layer, IP, fragments, tunnels.
/// Total: any octets give an answer. Holds only fragments that wait for others, within Limits.
///
/// Anomalies: net.truncated, net.unknown_link_type, net.encrypted_frame, net.aggregated_frame,
/// net.encapsulation_limit, ip.malformed, ip.fragment_overlap, ip.fragment_limit,
/// ip.fragment_timeout, gre.malformed, tcp.malformed, udp.malformed.
class PacketDecoder {
public:
    explicit PacketDecoder(const base::Limits &limits = {});

    /// @p bytes as captured, @p originalLength octets on the wire. Views in the answer point into
    /// @p bytes or into the decoder and are valid until the next call.
    Decoded decode(LinkType type, base::ByteView bytes, std::size_t originalLength, base::Timestamp time);

private:
    /// An IP packet, or the tunnelled one that was found inside.
    struct Step {
        std::uint16_t type = etherType::none;
        Slice payload;
    };

    std::optional<Step> decodeIp(const Step &step, base::Timestamp time, Decoded &decoded);
    bool completeFragment(IpPacket &packet, base::Timestamp time, Decoded &decoded);
    static std::optional<Step> decodeTransport(const IpPacket &packet, Decoded &decoded);
    static std::optional<Step> into(const LinkPayload &layer, Decoded &decoded);

    std::size_t m_encapsulations;
    FragmentReassembler m_fragments;
    std::vector<base::ByteBuffer> m_whole; ///< datagrams put together in this decode()
};

} // namespace telltale::net
