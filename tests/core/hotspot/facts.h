// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hotspot/probes.h"
#include "rulesets.h"

namespace telltale::hotspot::test {

inline net::IpAddress ip(const char *text)
{
    return net::IpAddress::parse(text).value();
}

inline capture::Interface device(
    const std::string &name, capture::InterfaceKind kind, std::vector<net::IpAddress> addresses)
{
    return {name, kind, true, std::move(addresses), {}, {}};
}

/// A hotspot hs0 on a Wi-Fi card with nothing wrong.
inline SystemFacts healthy()
{
    SystemFacts facts;
    facts.interface = "hs0";
    facts.device = device("hs0", capture::InterfaceKind::wifi, {ip("10.42.0.1")});
    facts.anyWifi = true;
    facts.wifiSwitches = {{"phy0", false, false}};
    facts.radio = RadioFacts{"phy0", RadioAbilities{true, 2}, "DE", std::nullopt};
    facts.forwards4 = true;
    facts.forwards6 = false;
    facts.acceptsAdvertisements = 0;
    facts.uplink4 = device("up0", capture::InterfaceKind::ethernet, {ip("198.51.100.1")});
    facts.ruleset = Ruleset{};
    facts.captureProgram = {"/usr/bin/telltale-capture", true};
    return facts;
}

inline Findings found(void (*probe)(const SystemFacts &, Findings &), const SystemFacts &facts)
{
    Findings findings;
    probe(facts, findings);
    for (const Finding &finding : findings) {
        EXPECT_TRUE(finding.sentence.ends_with('.')) << finding.sentence;
        EXPECT_FALSE(finding.remedy.empty() && finding.command.empty()) << finding.id;
    }
    return findings;
}

inline std::vector<std::string> ids(const Findings &findings)
{
    std::vector<std::string> result;
    for (const Finding &finding : findings)
        result.push_back(finding.id);
    return result;
}

using Ids = std::vector<std::string>;

} // namespace telltale::hotspot::test
