// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::hotspot {

/// What a Wi-Fi card can do.
struct RadioAbilities {
    bool accessPoint = false; ///< can be one at all
    /// Can be one while it is connected to another; then on that many channels at once (0: cannot).
    int channelsWhileConnected = 0;
};

/// One interface of a Wi-Fi card.
struct RadioInterface {
    std::string phy; ///< "phy#0"
    std::string name;
    std::string type; ///< managed, AP, monitor, …
    std::optional<int> channel; ///< while connected, or while an access point
};

// What iw(8) prints, for which no file of the kernel stands in. Total; what is not there is not in
// the result.
RadioAbilities parsePhyInfo(std::string_view iwPhyInfo); ///< iw phy NAME info
std::vector<RadioInterface> parseInterfaces(std::string_view iwDev); ///< iw dev
/// `iw reg get`: the country for "global", and for "phy#0" where a card has a mind of its own.
std::map<std::string, std::string> parseRegulatoryDomains(std::string_view iwRegGet);

} // namespace telltale::hotspot
