// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/probes.h"

namespace telltale::hotspot {

namespace {

bool isWifi(const SystemFacts &facts)
{
    return facts.device && facts.device->kind == capture::InterfaceKind::wifi;
}

} // namespace

void probeAccessPoint(const SystemFacts &facts, Findings &findings)
{
    constexpr const char *otherWays = "Use a USB Wi-Fi stick that can, or share this computer's network with the phone "
                                      "by USB tethering or an access point on a cable.";
    if (!facts.anyWifi) {
        // Who already has a hotspot by other means is not stopped by that.
        const bool otherwise = facts.device.has_value();
        findings.push_back({"wifi.none", otherwise ? Severity::note : Severity::error,
            "This computer has no Wi-Fi that could be an access point.", otherWays, {}, {}});
        return;
    }
    if (!isWifi(facts) || !facts.radio)
        return;
    if (!facts.radio->abilities)
        findings.push_back({"wifi.unknown", Severity::note,
            "Whether " + facts.interface + " can be an access point could not be found out: " + facts.radioProblem,
            "Install iw.", "sudo apt-get install iw", "sudo apt-get remove iw"});
    else if (!facts.radio->abilities->accessPoint)
        findings.push_back({"wifi.no_access_point", Severity::error,
            "The Wi-Fi card of " + facts.interface + " cannot be an access point.", otherWays, {}, {}});
}

void probeSwitches(const SystemFacts &facts, Findings &findings)
{
    for (const RadioSwitch &radio : facts.wifiSwitches) {
        if (radio.hard)
            findings.push_back({"wifi.switched_off", Severity::error,
                "The Wi-Fi " + radio.name + " is switched off by a key or a slider of this computer.",
                "Switch it on there; no command can.", {}, {}});
        else if (radio.soft)
            findings.push_back(
                {"wifi.blocked", Severity::error, "The Wi-Fi " + radio.name + " is blocked (flight mode).",
                    "Unblock it.", "sudo rfkill unblock wifi", "sudo rfkill block wifi"});
    }
}

void probeCountry(const SystemFacts &facts, Findings &findings)
{
    if (!isWifi(facts) || !facts.radio || facts.radio->country.value_or("") != "00")
        return;
    findings.push_back({"wifi.country_unset", Severity::warning,
        "The Wi-Fi does not know in which country it is, so most channels of 5 GHz are closed to a hotspot.",
        "Name the country: put its two letters in the place of XX.", "sudo iw reg set XX", "sudo iw reg set 00"});
}

void probeChannel(const SystemFacts &facts, Findings &findings)
{
    if (!isWifi(facts) || !facts.radio || !facts.radio->connection || !facts.radio->abilities
        || !facts.radio->abilities->accessPoint)
        return;
    const RadioInterface &connection = *facts.radio->connection;
    const int channels = facts.radio->abilities->channelsWhileConnected;
    if (channels == 0)
        findings.push_back({"wifi.connected", Severity::error,
            "The Wi-Fi card is connected by " + connection.name + " and cannot be an access point at the same time.",
            "Disconnect it and use a cable for the internet.", "nmcli device disconnect " + connection.name,
            "nmcli device connect " + connection.name});
    else if (channels == 1)
        findings.push_back({"wifi.one_channel", Severity::warning,
            "The Wi-Fi card is connected by " + connection.name + ", so a hotspot must use its channel "
                + std::to_string(connection.channel.value_or(0)) + ", and both share its time.",
            "Make the hotspot on that channel, or disconnect and use a cable for the internet.",
            "nmcli device disconnect " + connection.name, "nmcli device connect " + connection.name});
}

} // namespace telltale::hotspot
