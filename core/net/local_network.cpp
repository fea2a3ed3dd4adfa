// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/local_network.h"

#include <algorithm>

namespace telltale::net {

bool isUnspecified(const IpAddress &address)
{
    const auto octets = address.bytes();
    return std::all_of(octets.begin(), octets.end(), [](auto octet) { return octet == 0; });
}

bool isPrivate(const IpAddress &address)
{
    const auto octets = address.bytes();
    if (!address.isV4())
        return false;
    return octets[0] == 10 || (octets[0] == 192 && octets[1] == 168) || (octets[0] == 172 && (octets[1] & 0xf0) == 16);
}

bool isLocal(const IpAddress &address)
{
    const auto octets = address.bytes();
    if (address.isV4())
        return isPrivate(address) || octets[0] == 127 || (octets[0] == 169 && octets[1] == 254);
    if (!address.isV6())
        return false;
    const bool loopback =
        octets.back() == 1 && std::all_of(octets.begin(), octets.end() - 1, [](auto octet) { return octet == 0; });
    return loopback || (octets[0] == 0xfe && (octets[1] & 0xc0) == 0x80) || (octets[0] & 0xfe) == 0xfc;
}

} // namespace telltale::net
