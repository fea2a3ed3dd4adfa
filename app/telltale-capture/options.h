// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/address.h"

#include <string>
#include <vector>

namespace telltale::capturing {

/// Somebody behind the interface: an address, or a MAC address, which also covers the IPv6
/// addresses that a phone makes for itself and changes every day. One of the two is set.
struct Station {
    net::IpAddress ip;
    std::string mac; ///< "aa:bb:cc:dd:ee:ff", lower case
};

/// The command line of telltale-capture.
struct Options {
    std::string interface;
    std::string filter; ///< BPF expression; empty for everything
    int snapLength = 262144; ///< octets kept of a packet
    int bufferMebibytes = 32; ///< of the kernel's ring
    std::vector<net::Endpoint> relays; ///< at most one of each family; none: nothing is redirected
    std::vector<Station> stations; ///< none: everybody behind the interface
    std::vector<std::uint16_t> ports{443}; ///< TCP ports that go to the relay
    bool refuseQuic = false;
    bool rules = false; ///< print the packet filter's rules and end
    bool help = false;
    bool version = false;
};

/// @p arguments without the program's name. An error of kind usage says what is wrong. Where
/// stations but no filter were given, the filter is theirs.
base::Result<Options> parseOptions(const std::vector<std::string> &arguments);

/// The BPF expression that lets the traffic of these stations through; empty for none.
std::string filterOf(const std::vector<Station> &stations);

extern const char *const usageText;

} // namespace telltale::capturing
