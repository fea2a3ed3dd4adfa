// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

#include <cstdint>
#include <optional>
#include <string_view>

/// Ends of connections as people write them. Total: nothing for anything else.
namespace telltale::net {

/// 1 to 65535, in decimal digits alone.
std::optional<std::uint16_t> readPort(std::string_view text);

/// What stands in the brackets that an IPv6 address has before a port (RFC 3986 section 3.2.2); else the text itself.
std::string_view withoutBrackets(std::string_view address);

/// "10.42.0.1:443", "[fe80::1]:443": what Endpoint::text() writes.
std::optional<Endpoint> readEndpoint(std::string_view text);

} // namespace telltale::net
