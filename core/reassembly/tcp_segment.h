// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "net/address.h"

#include <cstdint>

namespace telltale::reassembly {

/// One TCP segment (RFC 9293 § 3.1) as it was captured. The payload is a view of the packet.
struct TcpSegment {
    net::Endpoint source;
    net::Endpoint destination;
    std::uint32_t sequence = 0;
    std::uint32_t acknowledgment = 0; ///< counts only where `ack` is set
    bool syn = false;
    bool ack = false;
    bool fin = false;
    bool rst = false;
    base::ByteView payload{};
    std::uint32_t missing = 0; ///< payload bytes after those, on the wire but cut off by the snap length
};

/// One UDP datagram as it was captured.
struct UdpDatagram {
    net::Endpoint source;
    net::Endpoint destination;
    base::ByteView payload{};
    std::uint32_t missing = 0; ///< as above
};

} // namespace telltale::reassembly
