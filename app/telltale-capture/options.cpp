// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <functional>
#include <map>
#include <net/if.h>
#include <optional>
#include <string_view>

namespace telltale::capturing {

namespace {

constexpr std::size_t mostStations = 1024;
constexpr std::size_t mostPorts = 64;

using Problem = std::optional<std::string>; ///< what is wrong with a value

base::Error usage(std::string message)
{
    return {base::ErrorKind::usage, std::move(message), "Try telltale-capture --help"};
}

std::optional<int> numberIn(std::string_view text, int least, int most)
{
    int value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (status != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        return std::nullopt;
    return value;
}

bool takeNumber(const std::string &text, int least, int most, int &into)
{
    const auto number = numberIn(text, least, most);
    into = number.value_or(into);
    return number.has_value();
}

/// The name goes into nftables rules, where a quote would end it and a * stand for many. The kernel
/// allows more, but no hotspot is called so.
bool isPlainName(std::string_view name)
{
    return !name.empty() && name.size() < IFNAMSIZ && std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return (c < 0x80 && std::isalnum(c) != 0) || c == '.' || c == '_' || c == '-' || c == '@' || c == ':';
    });
}

/// "aa:bb:cc:dd:ee:ff" in lower case, of a single station.
std::optional<std::string> macOf(std::string text)
{
    if (text.size() != 17)
        return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (i % 3 == 2 ? (c != ':' && c != '-') : std::isxdigit(c) == 0)
            return std::nullopt;
        text[i] = i % 3 == 2 ? ':' : static_cast<char>(std::tolower(c));
    }
    const bool group = (std::stoi(text.substr(0, 2), nullptr, 16) & 1) != 0;
    return group ? std::nullopt : std::optional(text);
}

Problem addStation(Options &options, const std::string &text)
{
    if (options.stations.size() == mostStations)
        return "there are more than " + std::to_string(mostStations) + " stations";
    if (const auto ip = net::IpAddress::parse(text)) {
        options.stations.push_back({*ip, {}});
        return std::nullopt;
    }
    const auto mac = macOf(text);
    if (!mac)
        return "it takes an IP address or the MAC address of one device";
    options.stations.push_back({{}, *mac});
    return std::nullopt;
}

std::optional<net::Endpoint> endpointOf(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::string_view host = text.substr(0, colon);
    const auto port = numberIn(text.substr(colon + 1), 1, 65535);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    const auto ip = net::IpAddress::parse(host);
    if (!port || !ip || ip->isV6() != bracketed)
        return std::nullopt;
    return net::Endpoint{*ip, static_cast<std::uint16_t>(*port)};
}

/// The kernel does not hand a packet from outside to a loopback address, and "any" is no destination.
bool isReachable(const net::IpAddress &ip)
{
    const auto bytes = ip.bytes();
    if (ip.isV4())
        return bytes[0] != 127 && bytes[0] != 0 && bytes[0] < 224;
    const bool mostlyZero = std::all_of(bytes.begin(), bytes.end() - 1, [](std::uint8_t octet) { return octet == 0; });
    return bytes[0] != 0xFF && !(mostlyZero && bytes[15] <= 1);
}

Problem addRelay(Options &options, const std::string &text)
{
    const auto relay = endpointOf(text);
    if (!relay)
        return "it takes ADDR:PORT, with an IPv6 address in brackets";
    if (!isReachable(relay->ip))
        return "a station cannot reach " + relay->ip.text() + "; give this computer's address on the interface";
    for (const net::Endpoint &known : options.relays) {
        if (known.ip.isV4() == relay->ip.isV4())
            return "there is a relay of this address family already";
    }
    options.relays.push_back(*relay);
    return std::nullopt;
}

Problem setPorts(Options &options, const std::string &text)
{
    options.ports.clear();
    std::string_view rest = text;
    while (true) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const auto port = numberIn(rest.substr(0, comma), 1, 65535);
        if (!port || options.ports.size() == mostPorts)
            return "it takes at most 64 port numbers with commas between them";
        options.ports.push_back(static_cast<std::uint16_t>(*port));
        if (comma == rest.size())
            break;
        rest.remove_prefix(comma + 1);
    }
    std::sort(options.ports.begin(), options.ports.end());
    options.ports.erase(std::unique(options.ports.begin(), options.ports.end()), options.ports.end());
    return std::nullopt;
}

using Setter = std::function<Problem(Options &, const std::string &)>;

const std::map<std::string, Setter, std::less<>> &valueOptions()
{
    const Setter interface = [](Options &options, const std::string &text) -> Problem {
        options.interface = text;
        return isPlainName(text) ? Problem() : "it takes the name of one interface";
    };
    const Setter filter = [](Options &options, const std::string &text) -> Problem {
        options.filter = text;
        return std::nullopt;
    };
    static const std::map<std::string, Setter, std::less<>> setters{
        {"-i", interface},
        {"--interface", interface},
        {"-f", filter},
        {"--filter", filter},
        {"--station", addStation},
        {"--redirect", addRelay},
        {"--ports", setPorts},
        {"--snaplen",
            [](Options &options, const std::string &text) -> Problem {
                return takeNumber(text, 64, 262144, options.snapLength) ? Problem()
                                                                        : "it takes a number from 64 to 262144";
            }},
        {"--buffer",
            [](Options &options, const std::string &text) -> Problem {
                return takeNumber(text, 1, 1024, options.bufferMebibytes)
                    ? Problem()
                    : "it takes a number of mebibytes from 1 to 1024";
            }},
    };
    return setters;
}

bool *flagOf(Options &options, std::string_view name)
{
    if (name == "--refuse-quic")
        return &options.refuseQuic;
    if (name == "--rules")
        return &options.rules;
    if (name == "--help" || name == "-h")
        return &options.help;
    return name == "--version" ? &options.version : nullptr;
}

base::Result<Options> checked(Options options, bool portsGiven)
{
    if (options.help || options.version || options.rules)
        return options;
    if (options.interface.empty())
        return usage("Say which interface to capture on: -i IFACE.");
    if (options.relays.empty() && (portsGiven || options.refuseQuic))
        return usage("--ports and --refuse-quic belong to --redirect.");
    if (options.filter.empty())
        options.filter = filterOf(options.stations);
    return options;
}

} // namespace

std::string filterOf(const std::vector<Station> &stations)
{
    std::string filter;
    for (const Station &station : stations) {
        filter += filter.empty() ? "" : " or ";
        if (!station.mac.empty())
            filter += "ether host " + station.mac;
        else
            filter += (station.ip.isV4() ? "ip host " : "ip6 host ") + station.ip.text();
    }
    return filter;
}

base::Result<Options> parseOptions(const std::vector<std::string> &arguments)
{
    Options options;
    bool portsGiven = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string name = arguments[i];
        if (bool *flag = flagOf(options, name)) {
            *flag = true;
            continue;
        }
        std::optional<std::string> value;
        if (const std::size_t equals = name.find('='); name.starts_with("--") && equals != std::string::npos) {
            value = name.substr(equals + 1);
            name.resize(equals);
        }
        const auto setter = valueOptions().find(name);
        if (setter == valueOptions().end())
            return usage("There is no option " + name + ".");
        if (!value && i + 1 < arguments.size())
            value = arguments[++i];
        if (!value)
            return usage(name + " needs a value.");
        if (const Problem problem = setter->second(options, *value))
            return usage(name + " " + *value + ": " + *problem + ".");
        portsGiven = portsGiven || name == "--ports";
    }
    return checked(std::move(options), portsGiven);
}

} // namespace telltale::capturing
