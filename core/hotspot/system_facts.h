// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/bridge_filter.h"
#include "capture/interfaces.h"
#include "hotspot/change_text.h"
#include "hotspot/iw_output.h"
#include "hotspot/ruleset.h"

#include <optional>
#include <string>
#include <vector>

namespace telltale::hotspot {

/// A switch that turns radios off, of a laptop or a card (rfkill).
struct RadioSwitch {
    std::string name;
    bool soft = false; ///< by a program
    bool hard = false; ///< by a key or a slider
};

/// The Wi-Fi card behind an interface.
struct RadioFacts {
    std::string phy; ///< "phy0"
    std::optional<RadioAbilities> abilities; ///< none: could not be found out
    std::optional<std::string> country; ///< regulatory domain; "00": not set
    std::optional<RadioInterface> connection; ///< an interface of the card that is connected as a station
};

/// The program telltale-capture.
struct CaptureProgramFacts {
    std::string path; ///< empty: not found
    bool hasRight = false; ///< by file capabilities, or because root asks
};

/// All that the doctor looks at. What could not be found out is absent, never guessed.
struct SystemFacts {
    std::string interface; ///< the one that is asked about
    std::optional<capture::Interface> device; ///< none: there is no such interface
    std::string bridge; ///< what the interface is a port of; empty for none
    capture::BridgeFilter bridgeFilter = capture::BridgeFilter::off;
    bool anyWifi = false; ///< this computer has a Wi-Fi interface
    std::vector<RadioSwitch> wifiSwitches;
    std::optional<RadioFacts> radio; ///< where the interface is Wi-Fi
    std::string radioProblem; ///< why something about the card is not known, a sentence

    std::optional<bool> forwards4; ///< net.ipv4.ip_forward
    std::optional<bool> forwards6; ///< net.ipv6.conf.all.forwarding
    std::optional<int> acceptsAdvertisements; ///< net.ipv6.conf.IFACE.accept_ra
    std::optional<capture::Interface> uplink4; ///< by which this computer would reach the internet
    std::optional<capture::Interface> uplink6;

    std::optional<Ruleset> ruleset;
    std::string rulesetProblem; ///< why it, or a part of it, is not known; a sentence
    std::string rulesetRemedy;
    bool legacyRules = false; ///< rules of old iptables, which the rule set does not show

    std::vector<Change> leftOvers; ///< what earlier runs changed and did not take back

    CaptureProgramFacts captureProgram;
    std::optional<bool> relayHasIpv6; ///< whether the relay takes IPv6 connections too
    std::optional<std::uint16_t> relayPort; ///< none: any
};

} // namespace telltale::hotspot
