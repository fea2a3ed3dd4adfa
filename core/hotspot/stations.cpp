// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/stations.h"

#include "hotspot/vendor_list.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace telltale::hotspot {

namespace {

constexpr std::size_t mostFileBytes = 1U << 20;

std::string readFile(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text(mostFileBytes, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

HotspotStation &withMac(std::vector<HotspotStation> &stations, const std::string &mac)
{
    const auto known = std::find_if(
        stations.begin(), stations.end(), [&mac](const HotspotStation &station) { return station.mac == mac; });
    if (known != stations.end())
        return *known;
    HotspotStation added;
    added.mac = mac;
    added.privateMac = isPrivateMac(mac);
    stations.push_back(std::move(added));
    return stations.back();
}

/// A lease on IPv6 has no MAC address, one on IPv4 has; an address may have been given anew.
std::string nameOf(const HotspotStation &station, const std::vector<Lease> &leases)
{
    std::string name;
    for (const Lease &lease : leases) {
        const bool byMac = !lease.mac.empty() && lease.mac == station.mac;
        const bool byIp = lease.mac.empty()
            && std::find(station.addresses.begin(), station.addresses.end(), lease.ip) != station.addresses.end();
        if ((byMac || byIp) && !lease.name.empty())
            name = lease.name;
    }
    return name;
}

} // namespace

std::vector<HotspotStation> joinStations(const std::vector<capture::Station> &neighbours,
    const std::vector<Lease> &leases, const std::map<std::string, std::string> &vendors)
{
    std::vector<HotspotStation> stations;
    for (const capture::Station &neighbour : neighbours) {
        HotspotStation &station = withMac(stations, neighbour.mac);
        station.addresses.push_back(neighbour.ip);
        station.reachable = station.reachable || neighbour.reachable;
    }
    for (HotspotStation &station : stations) {
        std::stable_partition(station.addresses.begin(), station.addresses.end(),
            [](const net::IpAddress &address) { return address.isV4(); });
        station.name = nameOf(station, leases);
        const auto vendor = vendors.find(vendorPrefix(station.mac));
        if (vendor != vendors.end() && !station.privateMac)
            station.vendor = vendor->second;
    }
    return stations;
}

std::vector<HotspotStation> listStations(const std::string &interface)
{
    std::vector<capture::Station> neighbours;
    for (const capture::Interface &known : capture::listInterfaces()) {
        if (known.name == interface)
            neighbours = known.stations;
    }
    std::vector<Lease> leases;
    for (const std::string &path :
        {std::string("/var/lib/misc/dnsmasq.leases"), "/var/lib/NetworkManager/dnsmasq-" + interface + ".leases"}) {
        const auto some = parseLeases(readFile(path));
        leases.insert(leases.end(), some.begin(), some.end());
    }
    std::set<std::string> prefixes;
    for (const capture::Station &neighbour : neighbours) {
        if (!isPrivateMac(neighbour.mac))
            prefixes.insert(vendorPrefix(neighbour.mac));
    }
    std::ifstream oui("/usr/share/ieee-data/oui.txt");
    return joinStations(neighbours, leases, vendorsOf(prefixes, oui));
}

} // namespace telltale::hotspot
