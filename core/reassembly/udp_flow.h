// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/origin.h"
#include "net/address.h"

#include <array>
#include <cstdint>

namespace telltale::reassembly {

/// What is known of the datagrams between two endpoints. Named by its first packet.
struct UdpFlow {
    struct Half {
        std::uint64_t bytes = 0; ///< payload captured
        std::uint64_t missing = 0; ///< payload cut off by the snap length
        std::uint64_t packets = 0;
    };

    net::Endpoint originator; ///< who spoke first, unless the ports say that an answer came first
    net::Endpoint responder;
    base::Origin first;
    base::Origin last;
    std::array<Half, 2> halves; ///< by base::index(Side)

    [[nodiscard]] std::uint64_t id() const { return first.packet; }
    [[nodiscard]] const Half &half(base::Side side) const { return halves[base::index(side)]; }
    [[nodiscard]] std::uint64_t packets() const { return halves[0].packets + halves[1].packets; }
};

} // namespace telltale::reassembly
