// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "hotspot/system_facts.h"

namespace telltale::hotspot {

struct FactQuestions {
    std::string interface;
    std::optional<std::uint16_t> relayPort;
    std::optional<bool> relayHasIpv6;
};

/// Looks at this computer: /proc, /sys, the kernel's routes, iw for what Wi-Fi cards can do, and
/// telltale-capture for the packet filter's rules. Changes nothing, sends nothing, needs no right; what
/// a right is missing for is absent in the result and said so. An error of kind privilege where not
/// even the interfaces can be listed.
base::Result<SystemFacts> readFacts(const FactQuestions &questions);

/// True when the file's capabilities (the attribute security.capability, linux/capability.h) let it
/// capture and redirect.
bool hasCaptureCapabilities(const std::string &path);

} // namespace telltale::hotspot
