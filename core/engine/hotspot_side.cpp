// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hotspot_side.h"

#include "capture/interfaces.h"
#include "capture/unique_descriptor.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

namespace telltale::engine {

namespace {

constexpr std::array<std::uint16_t, 3> pagePorts{8080, 8000, 8888};

bool isLinkLocal(const net::IpAddress &address)
{
    return address.isV6() && address.bytes()[0] == 0xfe && (address.bytes()[1] & 0xc0) == 0x80;
}

bool isFree(const net::IpAddress &address, std::uint16_t port)
{
    const capture::UniqueDescriptor socket(
        ::socket(address.isV6() ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;
    ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (address.isV6()) {
        sockaddr_in6 name{};
        name.sin6_family = AF_INET6;
        name.sin6_port = htons(port);
        std::memcpy(&name.sin6_addr, address.bytes().data(), address.bytes().size());
        return ::bind(socket.get(), reinterpret_cast<const sockaddr *>(&name), sizeof name) == 0;
    }
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    std::memcpy(&name.sin_addr, address.bytes().data(), address.bytes().size());
    return ::bind(socket.get(), reinterpret_cast<const sockaddr *>(&name), sizeof name) == 0;
}

} // namespace

base::Result<HotspotSide> hotspotSide(const std::string &interface)
{
    const auto all = capture::listInterfaces();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &known) { return known.name == interface; });
    if (found == all.end())
        return base::Error{base::ErrorKind::privilege, "There is no interface " + interface + ".",
                           "These exist: telltale-cli interfaces"};
    HotspotSide side;
    for (std::size_t i = 0; i < found->addresses.size(); ++i) {
        const net::IpAddress &address = found->addresses[i];
        side.prefixes.push_back(address.text() + "/" + std::to_string(found->prefixLengths[i]));
        const bool sameFamily = std::any_of(side.addresses.begin(), side.addresses.end(),
                                            [&](const net::IpAddress &other) { return other.isV6() == address.isV6(); });
        if (!sameFamily && !isLinkLocal(address))
            side.addresses.push_back(address);
    }
    if (side.addresses.empty())
        return base::Error{base::ErrorKind::privilege,
                           "The interface " + interface + " has no address, so a phone cannot be decrypted behind it.",
                           "Start the hotspot first."};
    return side;
}

std::uint16_t freePagePort(const net::IpAddress &address)
{
    const auto free = std::find_if(
        pagePorts.begin(), pagePorts.end(), [&](std::uint16_t port) { return isFree(address, port); });
    return free == pagePorts.end() ? 0 : *free;
}

} // namespace telltale::engine
