// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/packet_fate.h"
#include "hotspot/probes.h"

#include <algorithm>
#include <cctype>

namespace telltale::hotspot {

namespace {

struct Mend {
    std::string command;
    std::string undo;
};

/// What stands in a command that people copy must mean to a shell nothing but itself.
bool isPlain(std::string_view name)
{
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
            || c == '.';
    });
}

/// A match in the words of iptables and of nft, and what a rule with it is called.
struct Condition {
    std::string ofIptables;
    std::string ofNft;
    std::string name;
};

/// A rule in front of all others of the chain.
Mend mendByRule(const SystemFacts &facts, const Chain &chain, const Condition &condition)
{
    if (!isPlain(chain.table) || !isPlain(chain.name))
        return {};
    if (chain.family != "inet" && (chain.name == "FORWARD" || chain.name == "INPUT")) {
        const bool docker = chain.name == "FORWARD" && facts.ruleset->find(chain.family, chain.table, "DOCKER-USER");
        const std::string tool = chain.family == "ip6" ? "sudo ip6tables" : "sudo iptables";
        const std::string rule =
            " " + (docker ? "DOCKER-USER" : chain.name) + " " + condition.ofIptables + " -j ACCEPT";
        return {tool + " -I" + rule, tool + " -D" + rule};
    }
    const std::string place = chain.family + " " + chain.table + " " + chain.name;
    const std::string comment = "comment \"telltale " + condition.name + "\"";
    return {"sudo nft 'insert rule " + place + " " + condition.ofNft + " accept " + comment + "'",
        "sudo nft -a list chain " + place + " | sed -n 's/.*" + comment + " # handle \\([0-9]*\\)$/delete rule " + place
            + " handle \\1/p' | sudo nft -f -"};
}

bool hasUfw(const SystemFacts &facts)
{
    for (const Chain &chain : facts.ruleset->chains) {
        if (chain.table == "filter" && std::string_view(chain.name).starts_with("ufw-"))
            return true;
    }
    return false;
}

/// In firewalld's and ufw's own words: what is put behind their backs is gone with their next start.
/// None where neither made the chain.
std::optional<Mend> mendByProgram(const SystemFacts &facts, const Chain &chain, const std::string &ufwRule)
{
    if (chain.table == "firewalld") {
        const std::string zone = "sudo firewall-cmd --zone=trusted ";
        return Mend{zone + "--change-interface=" + facts.interface, zone + "--remove-interface=" + facts.interface};
    }
    if (!hasUfw(facts))
        return std::nullopt;
    const bool route = ufwRule.starts_with("route ");
    return Mend{
        "sudo ufw " + ufwRule, route ? "sudo ufw route delete " + ufwRule.substr(6) : "sudo ufw delete " + ufwRule};
}

Mend mendInput(const SystemFacts &facts, const Chain &chain, const std::string &protocol, const std::string &port)
{
    const std::string &interface = facts.interface;
    const std::string ufwRule =
        "allow in on " + interface + (port.empty() ? "" : " to any port " + port) + " proto " + protocol;
    if (const auto mend = mendByProgram(facts, chain, ufwRule))
        return *mend;
    return mendByRule(facts, chain,
        {"-i " + interface + " -p " + protocol + (port.empty() ? "" : " --dport " + port),
            "iifname \"" + interface + "\" "
                + (port.empty() ? "meta l4proto " + protocol : protocol + " dport " + port),
            protocol + (port.empty() ? "" : " " + port)});
}

/// Replies come back by the other direction; firewalld and ufw let them by themselves.
Mend mendForward(const SystemFacts &facts, const Chain &chain)
{
    const std::string &interface = facts.interface;
    const bool docker = facts.ruleset->find(chain.family, chain.table, "DOCKER-USER") != nullptr;
    if (!docker) {
        if (const auto mend = mendByProgram(facts, chain, "route allow in on " + interface))
            return *mend;
    }
    const Mend out = mendByRule(facts, chain, {"-i " + interface, "iifname \"" + interface + "\"", "forward"});
    const Mend back = mendByRule(facts, chain, {"-o " + interface, "oifname \"" + interface + "\"", "forward"});
    if (out.command.empty())
        return {};
    return {out.command + " && " + back.command, out.undo == back.undo ? out.undo : out.undo + " && " + back.undo};
}

std::string nameOf(const Chain &chain)
{
    if (chain.table == "firewalld")
        return "firewalld";
    return "the packet filter's chain " + chain.family + " " + chain.table + " " + chain.name;
}

void addInput(const SystemFacts &facts, Findings &findings, const std::string &id, const std::string &what,
    const ProbePacket &packet)
{
    const PacketFate fate = fateOf(*facts.ruleset, "input", packet);
    if (fate.outcome == PacketFate::Outcome::passes)
        return;
    const bool certain = fate.outcome == PacketFate::Outcome::dropped;
    const Mend mend =
        mendInput(facts, *fate.by, packet.protocol, packet.port ? std::to_string(*packet.port) : std::string());
    findings.push_back({id, certain ? Severity::error : Severity::note,
        (certain ? "" : "It may be that ") + nameOf(*fate.by) + " drops " + what + ".",
        certain ? "Let it through on " + facts.interface + "."
                : "Some of its rules are not understood here; if it does not work, let it through.",
        mend.command, mend.undo});
    std::string &sentence = findings.back().sentence;
    sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
}

} // namespace

void probeRuleset(const SystemFacts &facts, Findings &findings)
{
    if (!facts.ruleset)
        findings.push_back({"firewall.unread", Severity::warning,
            "Whether a firewall is in the way could not be found out: " + facts.rulesetProblem, facts.rulesetRemedy,
            facts.captureProgram.path.empty() || facts.captureProgram.hasRight
                ? std::string()
                : "sudo setcap cap_net_raw,cap_net_admin=eip " + facts.captureProgram.path,
            facts.captureProgram.path.empty() || facts.captureProgram.hasRight
                ? std::string()
                : "sudo setcap -r " + facts.captureProgram.path});
    else if (!facts.rulesetProblem.empty())
        findings.push_back({"firewall.partly", Severity::note,
            "Some of the firewall's rules could not be looked at. " + facts.rulesetProblem, "Look at them yourself.",
            "sudo nft list ruleset", {}});
    if (facts.legacyRules)
        findings.push_back(
            {"firewall.legacy", Severity::warning, "Old iptables rules are in use, which are not looked at here.",
                "Look at them yourself.", "sudo iptables-legacy -S", {}});
}

void probeForwardRules(const SystemFacts &facts, Findings &findings)
{
    if (!facts.ruleset || !facts.device)
        return;
    for (const bool v6 : {false, true}) {
        const auto &uplink = v6 ? facts.uplink6 : facts.uplink4;
        if (v6 && !uplink)
            continue;
        const PacketFate fate =
            fateOf(*facts.ruleset, "forward", {facts.interface, uplink ? uplink->name : "", "tcp", 443, v6});
        if (fate.outcome != PacketFate::Outcome::dropped)
            continue;
        const Mend mend = mendForward(facts, *fate.by);
        const bool docker = facts.ruleset->find(fate.by->family, fate.by->table, "DOCKER-USER") != nullptr;
        findings.push_back({v6 ? "firewall.forward6" : "firewall.forward", Severity::error,
            std::string(docker ? "Docker closed this computer to others: " : "This computer is closed to others: ")
                + nameOf(*fate.by) + " drops what a phone behind " + facts.interface + " sends to the internet"
                + (v6 ? " over IPv6." : "."),
            "Let it through, in both directions.", mend.command, mend.undo});
    }
}

void probeInputRules(const SystemFacts &facts, Findings &findings)
{
    if (!facts.ruleset || !facts.device)
        return;
    const std::string &interface = facts.interface;
    addInput(facts, findings, "firewall.dhcp", "DHCP on " + interface + ", so a phone gets no address",
        {interface, {}, "udp", 67, false});
    addInput(facts, findings, "firewall.dns", "DNS on " + interface + ", so a phone finds no names",
        {interface, {}, "udp", 53, false});
    const std::string port = facts.relayPort ? "port " + std::to_string(*facts.relayPort) : "ports";
    addInput(facts, findings, "firewall.relay",
        "connections to " + port + " of this computer on " + interface + ", so a relay cannot be reached",
        {interface, {}, "tcp", facts.relayPort, false});
}

} // namespace telltale::hotspot
