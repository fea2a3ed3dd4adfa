// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "capture/interfaces.h"
#include "hotspot/stations.h"

#include <cstdio>

namespace telltale::cli {

namespace {

/// "10.42.0.2, fe80::2  64:cc:2e:00:00:01  Redmi-9  Xiaomi  (not seen lately)"
std::string line(const hotspot::HotspotStation &station)
{
    std::string text;
    for (const net::IpAddress &address : station.addresses)
        text += (text.empty() ? "" : ", ") + address.text();
    text += "  " + station.mac;
    for (const std::string &known : {station.name, station.vendor})
        text += known.empty() ? "" : "  " + known;
    return text + (station.privateMac ? "  (private address)" : "") + (station.reachable ? "" : "  (not seen lately)");
}

} // namespace

ExitStatus interfaces()
{
    for (const capture::Interface &interface : capture::listInterfaces()) {
        std::printf("%s  %s  %s\n", interface.name.c_str(), capture::kindName(interface.kind),
                    interface.up ? "up" : "down");
        for (const net::IpAddress &address : interface.addresses)
            std::printf("    address  %s\n", address.text().c_str());
        for (const hotspot::HotspotStation &station : hotspot::listStations(interface.name))
            std::printf("    station  %s\n", line(station).c_str());
    }
    return std::fflush(stdout) == 0 ? ExitStatus::done : ExitStatus::input;
}

} // namespace telltale::cli
