// SPDX-License-Identifier: GPL-3.0-or-later
#include "redirect_rules.h"

namespace telltale::capturing {

namespace {

std::string joined(const std::vector<std::string> &words)
{
    std::string text = "{ ";
    for (const std::string &word : words)
        text += (&word == &words.front() ? "" : ", ") + word;
    return text + " }";
}

std::string portSet(const Options &options)
{
    std::vector<std::string> ports;
    for (const std::uint16_t port : options.ports)
        ports.push_back(std::to_string(port));
    return joined(ports);
}

/// A match for each way in which stations were named; a single empty one where everybody is meant.
std::vector<std::string> selectors(const Options &options)
{
    std::vector<std::string> v4, v6, macs, matches;
    for (const Station &station : options.stations) {
        if (!station.mac.empty())
            macs.push_back(station.mac);
        else
            (station.ip.isV4() ? v4 : v6).push_back(station.ip.text());
    }
    if (!v4.empty())
        matches.push_back("ip saddr " + joined(v4) + " ");
    if (!v6.empty())
        matches.push_back("ip6 saddr " + joined(v6) + " ");
    if (!macs.empty())
        matches.push_back("ether saddr " + joined(macs) + " ");
    if (matches.empty())
        matches.emplace_back();
    return matches;
}

const net::Endpoint *relayOf(const Options &options, bool v6)
{
    for (const net::Endpoint &relay : options.relays) {
        if (relay.ip.isV6() == v6)
            return &relay;
    }
    return nullptr;
}

std::string chain(const std::string &name, const std::vector<std::string> &lines)
{
    std::string text = "chain " + name + " {\n";
    for (const std::string &line : lines)
        text += line + "\n";
    return text + "}\n";
}

/// Lines that send what the stations on the interface send to the chain @p next.
std::vector<std::string> fromStations(const Options &options, const std::string &next)
{
    std::vector<std::string> lines{"iifname != \"" + options.interface + "\" accept"};
    for (const std::string &match : selectors(options))
        lines.push_back(match + "jump " + next);
    return lines;
}

std::string natChains(const Options &options)
{
    std::vector<std::string> relayed;
    if (const net::Endpoint *relay = relayOf(options, false))
        relayed.push_back("meta nfproto ipv4 tcp dport " + portSet(options) + " dnat ip to " + relay->ip.text() + ":"
            + std::to_string(relay->port));
    if (const net::Endpoint *relay = relayOf(options, true))
        relayed.push_back("meta nfproto ipv6 tcp dport " + portSet(options) + " dnat ip6 to [" + relay->ip.text()
            + "]:" + std::to_string(relay->port));
    auto lines = fromStations(options, "to_relay");
    lines.insert(lines.begin(), "type nat hook prerouting priority -100; policy accept;");
    lines.insert(lines.begin() + 2, "fib daddr type local accept");
    return chain("to_relay", relayed) + chain("before_routing", lines);
}

/// Before the other tables' forward chains: a drop there would leave the phone waiting.
std::string refusalChains(const Options &options)
{
    std::vector<std::string> refusals;
    if (options.refuseQuic)
        refusals.emplace_back("udp dport 443 reject with icmpx type port-unreachable");
    for (const bool v6 : {false, true}) {
        if (!relayOf(options, v6))
            refusals.push_back(std::string("meta nfproto ") + (v6 ? "ipv6" : "ipv4") + " tcp dport " + portSet(options)
                + " reject with tcp reset");
    }
    auto lines = fromStations(options, "refusals");
    lines.insert(lines.begin(), "type filter hook forward priority -10; policy accept;");
    return chain("refusals", refusals) + chain("forwarded", lines);
}

std::string guardChains(const Options &options)
{
    std::vector<std::string> visitors{"iifname != \"" + options.interface + "\" drop"};
    for (const std::string &match : selectors(options))
        visitors.push_back(match + "return");
    if (!options.stations.empty())
        visitors.emplace_back("drop");
    std::vector<std::string> lines{"type filter hook input priority -10; policy accept;"};
    for (const net::Endpoint &relay : options.relays)
        lines.push_back((relay.ip.isV4() ? "ip daddr " : "ip6 daddr ") + relay.ip.text() + " tcp dport "
            + std::to_string(relay.port) + " jump visitors");
    return chain("visitors", visitors) + chain("to_this_computer", lines);
}

} // namespace

std::string tableName(const Options &options, bool first)
{
    if (first)
        return "telltale";
    std::string name = "telltale-" + options.interface;
    for (char &c : name) {
        if (c == '@' || c == ':') // in interface names, not in those of tables
            c = '_';
    }
    return name;
}

std::string redirectRules(const std::string &name, const Options &options)
{
    // Where the rules have another name, an empty table says that this interface is taken.
    const std::string mark = tableName(options, false);
    return "table inet " + name + " {\nflags owner;\n" + natChains(options) + refusalChains(options)
        + guardChains(options) + "}\n" + (mark == name ? "" : "table inet " + mark + " {\nflags owner;\n}\n");
}

} // namespace telltale::capturing
