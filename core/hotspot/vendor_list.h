// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace telltale::hotspot {

/// True for a MAC address that a device made up for itself (IEEE 802, locally administered bit), as
/// phones do for each network: it names no vendor.
bool isPrivateMac(std::string_view mac);

/// "28:6f:b9" of "28:6f:b9:01:02:03".
std::string vendorPrefix(std::string_view mac);

/// The vendors of these prefixes in the IEEE's list (oui.txt): lines such as "28-6F-B9   (hex)  Nokia".
/// The list is read once and not kept; it has tens of thousands of lines.
std::map<std::string, std::string> vendorsOf(const std::set<std::string> &prefixes, std::istream &ouiText);

} // namespace telltale::hotspot
