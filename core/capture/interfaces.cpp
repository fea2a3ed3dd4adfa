// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/interfaces.h"

#include "capture/neighbour_table.h"
#include "capture/unique_descriptor.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <ifaddrs.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <memory>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace telltale::capture {

namespace {

bool exists(const std::string &path)
{
    std::error_code failed;
    return std::filesystem::exists(path, failed);
}

/// The driver's own name is the one thing that tells a virtual Ethernet pair from a card.
std::string driverOf(const std::string &name)
{
    const UniqueDescriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ethtool_drvinfo info{};
    info.cmd = ETHTOOL_GDRVINFO;
    ifreq request{};
    name.copy(request.ifr_name, IFNAMSIZ - 1);
    request.ifr_data = reinterpret_cast<char *>(&info);
    if (!socket.valid() || ::ioctl(socket.get(), SIOCETHTOOL, &request) != 0)
        return {};
    return {info.driver, ::strnlen(info.driver, sizeof info.driver)};
}

InterfaceKind kindOf(const std::string &name, unsigned flags)
{
    const std::string folder = "/sys/class/net/" + name;
    if (flags & IFF_LOOPBACK)
        return InterfaceKind::loopback;
    if (exists(folder + "/phy80211") || exists(folder + "/wireless"))
        return InterfaceKind::wifi;
    if (exists(folder + "/bridge"))
        return InterfaceKind::bridge;
    if (exists(folder + "/tun_flags") || (flags & IFF_POINTOPOINT))
        return InterfaceKind::tunnel;
    const std::string driver = driverOf(name);
    if (driver == "veth")
        return InterfaceKind::veth;
    return exists(folder + "/device") ? InterfaceKind::ethernet : InterfaceKind::other;
}

net::IpAddress addressOf(const sockaddr *address)
{
    if (!address)
        return {};
    if (address->sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, address, sizeof v4);
        return net::IpAddress::v4({reinterpret_cast<const std::uint8_t *>(&v4.sin_addr), 4});
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, address, sizeof v6);
        return net::IpAddress::v6({v6.sin6_addr.s6_addr, 16});
    }
    return {};
}

unsigned prefixLength(const net::IpAddress &mask)
{
    unsigned bits = 0;
    for (const std::uint8_t octet : mask.bytes())
        bits += static_cast<unsigned>(std::popcount(octet));
    return bits;
}

Interface &named(std::vector<Interface> &interfaces, const std::string &name, unsigned flags)
{
    const auto known = std::find_if(
        interfaces.begin(), interfaces.end(), [&name](const Interface &interface) { return interface.name == name; });
    if (known != interfaces.end())
        return *known;
    Interface added;
    added.name = name;
    added.kind = kindOf(name, flags);
    added.up = (flags & IFF_UP) != 0;
    interfaces.push_back(std::move(added));
    return interfaces.back();
}

} // namespace

std::vector<Interface> listInterfaces()
{
    std::vector<Interface> interfaces;
    ifaddrs *first = nullptr;
    if (::getifaddrs(&first) != 0)
        return interfaces;
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(first, freeifaddrs);
    for (const ifaddrs *entry = first; entry; entry = entry->ifa_next) {
        Interface &interface = named(interfaces, entry->ifa_name, entry->ifa_flags);
        const net::IpAddress address = addressOf(entry->ifa_addr);
        if (address.isNull())
            continue;
        interface.addresses.push_back(address);
        interface.prefixLengths.push_back(prefixLength(addressOf(entry->ifa_netmask)));
    }
    for (auto &[index, station] : readNeighbours()) {
        for (Interface &interface : interfaces) {
            if (static_cast<int>(::if_nametoindex(interface.name.c_str())) == index)
                interface.stations.push_back(station);
        }
    }
    return interfaces;
}

const char *kindName(InterfaceKind kind)
{
    switch (kind) {
    case InterfaceKind::ethernet:
        return "ethernet";
    case InterfaceKind::wifi:
        return "wifi";
    case InterfaceKind::loopback:
        return "loopback";
    case InterfaceKind::bridge:
        return "bridge";
    case InterfaceKind::veth:
        return "veth";
    case InterfaceKind::tunnel:
        return "tunnel";
    case InterfaceKind::other:
        break;
    }
    return "other";
}

} // namespace telltale::capture
