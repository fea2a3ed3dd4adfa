// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

namespace telltale::net {

/// No address in particular: none, 0.0.0.0 or ::. Who listens there listens at all of a computer's.
bool isUnspecified(const IpAddress &address);

/// Private IPv4 (RFC 1918): 10/8, 172.16/12, 192.168/16.
bool isPrivate(const IpAddress &address);

/// An address that nobody on the internet sends from: private, or of the link (169.254/16, fe80::/10), of this computer
/// (127/8, ::1), or unique local (fc00::/7; RFC 4193). Shared addresses of providers (100.64/10) are none: their other
/// customers have them.
bool isLocal(const IpAddress &address);

} // namespace telltale::net
