// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "capture/interfaces.h"

#include <cstdio>

namespace telltale::cli {

ExitStatus interfaces()
{
    for (const capture::Interface &interface : capture::listInterfaces()) {
        std::printf("%s  %s  %s\n", interface.name.c_str(), capture::kindName(interface.kind),
                    interface.up ? "up" : "down");
        for (const net::IpAddress &address : interface.addresses)
            std::printf("    address  %s\n", address.text().c_str());
        for (const capture::Station &station : interface.stations)
            std::printf("    station  %s  %s%s\n", station.ip.text().c_str(), station.mac.c_str(),
                        station.reachable ? "" : "  (not seen lately)");
    }
    return std::fflush(stdout) == 0 ? ExitStatus::done : ExitStatus::input;
}

} // namespace telltale::cli
