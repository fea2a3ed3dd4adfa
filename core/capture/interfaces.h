// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

#include <cstdint>
#include <string>
#include <vector>

namespace telltale::capture {

enum class InterfaceKind : std::uint8_t { ethernet, wifi, loopback, bridge, veth, tunnel, other };

/// Somebody the kernel knows behind an interface, from its neighbour table.
struct Station {
    net::IpAddress ip;
    std::string mac; ///< "aa:bb:cc:dd:ee:ff"
    bool reachable = false; ///< confirmed just now, not merely remembered
};

struct Interface {
    std::string name;
    InterfaceKind kind = InterfaceKind::other;
    bool up = false;
    std::vector<net::IpAddress> addresses;
    std::vector<unsigned> prefixLengths; ///< of the addresses, in their order; bits
    std::vector<Station> stations;
};

/// The network interfaces of this computer, in the kernel's order. Needs no rights.
std::vector<Interface> listInterfaces();

/// "wifi", "ethernet"...
const char *kindName(InterfaceKind kind);

} // namespace telltale::capture
