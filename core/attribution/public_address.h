// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

namespace telltale::attribution {

/// The IPv4 address inside an IPv4-mapped one (RFC 4291 § 2.5.5.2) or one that a translator made (64:ff9b::/96,
/// RFC 6052), as phones in IPv6-only networks use; every other address as it is.
net::IpAddress unwrapped(const net::IpAddress &address);

/// True for addresses that are reached from everywhere: none of the special-purpose registries (RFC 6890),
/// no multicast, and of IPv6 global unicast alone.
bool isPublic(const net::IpAddress &address);

} // namespace telltale::attribution
