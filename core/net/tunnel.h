// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/link_layer.h"
#include "net/slice.h"

#include <optional>

namespace telltale::net {

/// UDP port of VXLAN (RFC 7348).
inline constexpr std::uint16_t vxlanPort = 4789;

/// What a GRE packet carries (RFC 2784, RFC 2890, RFC 2637): IP, bridged Ethernet or PPP.
LinkPayload grePayload(const Slice &packet);

/// The Ethernet frame in a VXLAN datagram; nothing where this is no VXLAN header.
std::optional<LinkPayload> vxlanPayload(const Slice &datagram);

} // namespace telltale::net
