// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/probes.h"

#include <algorithm>

namespace telltale::hotspot {

namespace {

bool isGlobal6(const net::IpAddress &address)
{
    return address.isV6() && (address.bytes()[0] & 0xE0) == 0x20; // 2000::/3, RFC 4291 section 2.4
}

std::string sysctl(const std::string &name, int value)
{
    return "sudo sysctl -w " + name + "=" + std::to_string(value);
}

} // namespace

void probeDevice(const SystemFacts &facts, Findings &findings)
{
    const std::string &name = facts.interface;
    if (!facts.device) {
        findings.push_back({"interface.missing", Severity::error, "There is no interface " + name + ".",
            "Start the hotspot first, or choose another; this lists them.", "telltale-cli interfaces", {}});
        return;
    }
    if (!facts.device->up)
        findings.push_back({"interface.down", Severity::error, "The interface " + name + " is down.", "Bring it up.",
            "sudo ip link set " + name + " up", "sudo ip link set " + name + " down"});
    const auto &addresses = facts.device->addresses;
    const bool hasV4 =
        std::any_of(addresses.begin(), addresses.end(), [](const net::IpAddress &address) { return address.isV4(); });
    if (!hasV4 && facts.bridge.empty())
        findings.push_back({"interface.no_address", Severity::error,
            "The interface " + name + " has no IPv4 address, so a phone behind it finds no router.",
            "Start the hotspot, or give it an address.", "sudo ip address add 10.42.0.1/24 dev " + name,
            "sudo ip address del 10.42.0.1/24 dev " + name});
    if (!facts.bridge.empty())
        findings.push_back({"interface.bridge_port", Severity::warning,
            name + " is a port of the bridge " + facts.bridge
                + ": what phones send may pass without going through this computer.",
            "Choose the bridge, " + facts.bridge + ", in its place.", "telltale-cli doctor -i " + facts.bridge, {}});
}

void probeBridge(const SystemFacts &facts, Findings &findings)
{
    if (facts.bridgeFilter == capture::BridgeFilter::off)
        return;
    const auto command = [&facts](
                             bool on) { return capture::bridgeFilterCommand(facts.bridgeFilter, facts.interface, on); };
    findings.push_back({"bridge.filtered", Severity::error,
        facts.interface
            + " is a bridge, and this computer rewrites what it redirects before it can be captured there, so a phone can be"
              " watched but not decrypted.",
        "Switch that off while you decrypt; containers on this computer may need it again afterwards.", command(false),
        command(true)});
}

void probeLeftOvers(const SystemFacts &facts, Findings &findings)
{
    for (const Change &change : facts.leftOvers)
        findings.push_back({"changes.left_over", Severity::warning,
            "An earlier run was cut off before it took back a change. " + change.what, "Take it back.", change.undo,
            {}});
}

void probeForwarding(const SystemFacts &facts, Findings &findings)
{
    if (facts.forwards4.value_or(true))
        return;
    findings.push_back({"forwarding.off", Severity::error,
        "This computer does not pass packets on, so a phone behind it reaches nothing.", "Switch forwarding on.",
        sysctl("net.ipv4.ip_forward", 1), sysctl("net.ipv4.ip_forward", 0)});
}

void probeUplink(const SystemFacts &facts, Findings &findings)
{
    if (!facts.uplink4 && !facts.uplink6) {
        findings.push_back({"uplink.missing", Severity::error,
            "This computer itself has no way to the internet, so a phone behind it has none.",
            "Connect it by cable, or by a second Wi-Fi card.", {}, {}});
        return;
    }
    for (const auto *uplink : {&facts.uplink4, &facts.uplink6}) {
        const bool same =
            uplink == &facts.uplink6 && facts.uplink4 && *uplink && (*uplink)->name == facts.uplink4->name;
        if (!*uplink || (*uplink)->kind != capture::InterfaceKind::tunnel || same)
            continue;
        const std::string &name = (*uplink)->name;
        findings.push_back({"uplink.tunnel", Severity::warning,
            "The way to the internet is the tunnel " + name
                + ": a VPN sees what the phone sends, changes where it seems to be, or lets nothing of others through.",
            "Switch the VPN off while you watch a phone, unless that is what you want.",
            "nmcli device disconnect " + name, "nmcli device connect " + name});
    }
}

void probeIpv6(const SystemFacts &facts, Findings &findings)
{
    if (!facts.device)
        return;
    const std::string setting = "net.ipv6.conf." + facts.interface + ".";
    const auto &addresses = facts.device->addresses;
    const bool given = std::any_of(addresses.begin(), addresses.end(), isGlobal6);
    const bool passes = given && facts.forwards6.value_or(false) && facts.uplink6.has_value();
    if (passes && !facts.relayHasIpv6.value_or(false)) {
        const bool known = facts.relayHasIpv6.has_value();
        findings.push_back({"ipv6.leak", known ? Severity::warning : Severity::note,
            "Phones behind " + facts.interface + " can go to the internet by IPv6"
                + (known ? ", past a relay that takes IPv4 connections only."
                         : "; a relay must take IPv6 connections too, or they go past it."),
            "Give the relay an IPv6 address too, or switch IPv6 off on this interface.",
            sysctl(setting + "disable_ipv6", 1), sysctl(setting + "disable_ipv6", 0)});
    }
    // 1: accepted unless this computer forwards; 2: always (ip-sysctl, accept_ra).
    const int accepts = facts.acceptsAdvertisements.value_or(0);
    const bool listens = accepts == 2 || (accepts == 1 && !facts.forwards6.value_or(false));
    const bool routesBack = facts.uplink6 && facts.uplink6->name == facts.interface;
    if (listens && routesBack)
        findings.push_back({"ipv6.advertised", Severity::warning,
            "Somebody behind "
                + facts
                      .interface + " offers an IPv6 route, and this computer took it: phones there may use it past this computer.",
            "Do not accept such offers on this interface, and look for the other router.",
            sysctl(setting + "accept_ra", 0), sysctl(setting + "accept_ra", accepts)});
}

void probeCaptureProgram(const SystemFacts &facts, Findings &findings)
{
    const std::string &path = facts.captureProgram.path;
    if (path.empty())
        findings.push_back({"capture.missing", Severity::error, "The program telltale-capture was not found.",
            "Install Telltale completely; its programs belong into one folder.", {}, {}});
    else if (!facts.captureProgram.hasRight)
        findings.push_back(
            {"capture.no_right", Severity::error, "telltale-capture lacks the right to capture and to redirect.",
                "Give it to the program; everybody who may run it can capture then.",
                "sudo setcap cap_net_raw,cap_net_admin=eip " + path, "sudo setcap -r " + path});
}

} // namespace telltale::hotspot
