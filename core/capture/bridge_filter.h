// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace telltale::capture {

/// Whether the packet filter rewrites packets while they still cross a bridge (bridge-nf-call-iptables,
/// Documentation/networking/ip-sysctl): a redirected connection is then captured there with the relay's
/// address in place of the server's, and neither Telltale nor Wireshark could tell who was called.
enum class BridgeFilter : std::uint8_t {
    off, ///< also where the interface is no bridge
    everywhere, ///< on all bridges of this computer
    thisBridge, ///< on this one alone
};

/// @param root  where /proc and /sys are; for tests
BridgeFilter bridgeFilterOf(const std::string &interface, const std::string &root = "/");

/// The command that switches it on or off; empty for off.
std::string bridgeFilterCommand(BridgeFilter filter, const std::string &interface, bool on);

} // namespace telltale::capture
