// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/interfaces.h"
#include "hotspot/lease_file.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace telltale::hotspot {

/// A device behind a hotspot, with all its addresses.
struct HotspotStation {
    std::string mac;
    std::vector<net::IpAddress> addresses; ///< IPv4 first
    std::string name; ///< from its DHCP lease, else as it answers by mDNS; empty where it gave none
    std::string vendor; ///< empty where it is not known
    bool privateMac = false; ///< the MAC address is made up, so it names no vendor
    bool reachable = false; ///< the kernel heard from it just now
    std::optional<int> signal; ///< dBm, of Wi-Fi; none where it is not known
};

/// One entry for each MAC address in @p neighbours, in their order; names from @p leases by MAC or IP
/// address, vendors by vendorPrefix().
std::vector<HotspotStation> joinStations(const std::vector<capture::Station> &neighbours,
    const std::vector<Lease> &leases, const std::map<std::string, std::string> &vendors);

/// The devices behind @p interface now: kernel's neighbour table, the lease files of dnsmasq and
/// NetworkManager where they can be read, the IEEE's list where it is installed, and the signal where
/// iw(8) tells it. Needs no right.
std::vector<HotspotStation> listStations(const std::string &interface);

/// Asks those without a name for one (mdns_names.h); waits at most @p patience.
void nameByMdns(std::vector<HotspotStation> &stations, const std::string &interface, std::chrono::milliseconds patience);

} // namespace telltale::hotspot
