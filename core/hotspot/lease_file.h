// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

#include <string>
#include <string_view>
#include <vector>

namespace telltale::hotspot {

/// What a phone was told, and called itself, when it joined.
struct Lease {
    std::string mac; ///< lower case; empty in the part on IPv6, which names it otherwise
    net::IpAddress ip;
    std::string name; ///< empty where it gave none
};

/// Reads a lease file of dnsmasq, which NetworkManager's shared connections use too: lines of time of
/// expiry, MAC address, IP address, name or *, and client id (dnsmasq(8), --dhcp-leasefile). Total:
/// other lines are left out; at most 4096 leases. Names are made printable: they come from the phone.
std::vector<Lease> parseLeases(std::string_view text);

} // namespace telltale::hotspot
