// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/interface_list.h"

#include "capture/interfaces.h"

#include <algorithm>

namespace telltale::bridge {

namespace {

bool isGateway(const net::IpAddress &address)
{
    const auto octets = address.bytes();
    if (!address.isV4() || octets[3] != 1)
        return false;
    return octets[0] == 10 || (octets[0] == 192 && octets[1] == 168) || (octets[0] == 172 && (octets[1] & 0xf0) == 16);
}

Interface value(const capture::Interface &from)
{
    Interface interface;
    interface.name = QString::fromStdString(from.name);
    interface.kind = QString::fromLatin1(capture::kindName(from.kind));
    interface.up = from.up;
    interface.likelyHotspot = std::any_of(from.addresses.begin(), from.addresses.end(), isGateway);
    for (const auto &address : from.addresses)
        interface.addresses << QString::fromStdString(address.text());
    for (const auto &station : from.stations)
        interface.stations << QString::fromStdString(station.ip.text());
    return interface;
}

} // namespace

std::vector<Interface> interfaces()
{
    std::vector<Interface> result;
    for (const auto &found : capture::listInterfaces()) {
        if (found.kind != capture::InterfaceKind::loopback)
            result.push_back(value(found));
    }
    const auto rank = [](const Interface &at) {
        return (at.likelyHotspot ? 4 : 0) + (at.up ? 2 : 0) + (at.addresses.isEmpty() ? 0 : 1);
    };
    std::stable_sort(
        result.begin(), result.end(), [&rank](const Interface &a, const Interface &b) { return rank(a) > rank(b); });
    return result;
}

} // namespace telltale::bridge
