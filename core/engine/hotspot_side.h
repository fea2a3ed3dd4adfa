// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/address.h"

#include <cstdint>
#include <string>
#include <vector>

namespace telltale::engine {

/// This computer as the phone sees it: the addresses of the interface it is behind.
struct HotspotSide {
    std::vector<net::IpAddress> addresses; ///< one IPv4 and one IPv6 at most, never link-local ones alone
    std::vector<std::string> prefixes;     ///< CIDR: who may be behind it
};

/// The error says that there is no such interface, or that it has no address yet.
base::Result<HotspotSide> hotspotSide(const std::string &interface);

/// A port for the certificate page that is easy to type where it is free; else 0, which is any.
std::uint16_t freePagePort(const net::IpAddress &address);

} // namespace telltale::engine
