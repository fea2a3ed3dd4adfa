// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/interfaces.h"
#include "hotspot/lease_file.h"

#include <map>
#include <string>
#include <vector>

namespace telltale::hotspot {

/// A device behind a hotspot, with all its addresses.
struct HotspotStation {
    std::string mac;
    std::vector<net::IpAddress> addresses; ///< IPv4 first
    std::string name; ///< from its DHCP lease; empty where it gave none
    std::string vendor; ///< empty where it is not known
    bool privateMac = false; ///< the MAC address is made up, so it names no vendor
    bool reachable = false; ///< the kernel heard from it just now
};

/// One entry for each MAC address in @p neighbours, in their order; names from @p leases by MAC or IP
/// address, vendors by vendorPrefix().
std::vector<HotspotStation> joinStations(const std::vector<capture::Station> &neighbours,
    const std::vector<Lease> &leases, const std::map<std::string, std::string> &vendors);

/// The devices behind @p interface now: kernel's neighbour table, the lease files of dnsmasq and
/// NetworkManager where they can be read, and the IEEE's list where it is installed. Needs no right.
std::vector<HotspotStation> listStations(const std::string &interface);

} // namespace telltale::hotspot
