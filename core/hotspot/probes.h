// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hotspot/finding.h"
#include "hotspot/system_facts.h"

#include <vector>

namespace telltale::hotspot {

using Findings = std::vector<Finding>;

// Each looks at one thing and adds what it finds; doctor.cpp lists them.

// link_probes.cpp
void probeDevice(const SystemFacts &facts, Findings &findings); ///< interface.missing, .down, .no_address
void probeBridge(const SystemFacts &facts, Findings &findings); ///< bridge.filtered
void probeForwarding(const SystemFacts &facts, Findings &findings); ///< forwarding.off
void probeLeftOvers(const SystemFacts &facts, Findings &findings); ///< changes.left_over
void probeUplink(const SystemFacts &facts, Findings &findings); ///< uplink.missing, uplink.tunnel
void probeIpv6(const SystemFacts &facts, Findings &findings); ///< ipv6.leak, ipv6.advertised
void probeCaptureProgram(const SystemFacts &facts, Findings &findings); ///< capture.missing, capture.no_right

// wifi_probes.cpp
void probeAccessPoint(const SystemFacts &facts, Findings &findings); ///< wifi.none, .no_access_point, .unknown
void probeSwitches(const SystemFacts &facts, Findings &findings); ///< wifi.blocked, wifi.switched_off
void probeCountry(const SystemFacts &facts, Findings &findings); ///< wifi.country_unset
void probeChannel(const SystemFacts &facts, Findings &findings); ///< wifi.one_channel, wifi.connected

// firewall_probes.cpp
void probeRuleset(const SystemFacts &facts, Findings &findings); ///< firewall.unread, firewall.legacy
void probeForwardRules(const SystemFacts &facts, Findings &findings); ///< firewall.forward
void probeInputRules(const SystemFacts &facts, Findings &findings); ///< firewall.dhcp, .dns, .relay

} // namespace telltale::hotspot
