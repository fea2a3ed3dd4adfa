// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "net/address.h"

#include <cstddef>
#include <cstdint>

namespace telltale::net {

/// TCP control bits (RFC 9293 section 3.1).
enum TcpFlag : std::uint8_t {
    tcpFin = 0x01,
    tcpSyn = 0x02,
    tcpRst = 0x04,
    tcpPsh = 0x08,
    tcpAck = 0x10,
    tcpUrg = 0x20,
};

/// A TCP segment or UDP datagram with its addresses. The payload is a view into the captured packet
/// or, for a datagram put together from fragments, into the decoder: valid until its next decode().
struct TransportPacket {
    Endpoint source;
    Endpoint destination;
    Transport transport = Transport::tcp;
    base::ByteView payload; ///< what was captured of it
    std::size_t missing = 0; ///< octets of payload behind it that were sent but not captured

    // TCP only
    std::uint32_t sequence = 0;
    std::uint32_t acknowledgment = 0;
    std::uint16_t window = 0; ///< as in the header, not scaled
    std::uint8_t flags = 0; ///< TcpFlag bits

    [[nodiscard]] bool truncated() const { return missing > 0; }
    [[nodiscard]] bool has(TcpFlag flag) const { return (flags & flag) != 0; }
    /// Payload octets as they were on the wire.
    [[nodiscard]] std::size_t wirePayload() const { return payload.size() + missing; }
};

} // namespace telltale::net
