// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>

namespace telltale::capturing {

/// Refuses a bridge whose packets the packet filter rewrites while they still cross the bridge
/// (bridge-nf-call-iptables, Documentation/networking/ip-sysctl): a redirected connection would be
/// captured with the relay's address in place of the server's, and neither Telltale nor Wireshark
/// could tell who was called. The error names the command that ends it.
/// @param root  where /proc and /sys are; for tests
base::Status checkBridgeFilter(const std::string &interface, const std::string &root = "/");

} // namespace telltale::capturing
