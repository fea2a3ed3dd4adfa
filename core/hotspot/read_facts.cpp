// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/read_facts.h"

#include "capture/unique_descriptor.h"
#include "hotspot/change_journal.h"
#include "hotspot/program_output.h"

#include <algorithm>
#include <cstring>
#include <endian.h>
#include <filesystem>
#include <fstream>
#include <linux/capability.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace telltale::hotspot {

namespace {

namespace fs = std::filesystem;

std::optional<std::string> firstLine(const std::string &path)
{
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line))
        return std::nullopt;
    return line;
}

std::optional<int> numberIn(const std::string &path)
{
    std::ifstream file(path);
    int number = 0;
    return file >> number ? std::optional(number) : std::nullopt;
}

std::optional<bool> switchIn(const std::string &path)
{
    const auto number = numberIn(path);
    return number ? std::optional(*number != 0) : std::nullopt;
}

std::vector<RadioSwitch> readWifiSwitches()
{
    std::vector<RadioSwitch> switches;
    std::error_code failed;
    for (const auto &entry : fs::directory_iterator("/sys/class/rfkill", failed)) {
        const std::string folder = entry.path().string();
        if (firstLine(folder + "/type").value_or("") != "wlan")
            continue;
        switches.push_back({firstLine(folder + "/name").value_or(entry.path().filename().string()),
            switchIn(folder + "/soft").value_or(false), switchIn(folder + "/hard").value_or(false)});
    }
    std::sort(switches.begin(), switches.end(),
        [](const RadioSwitch &one, const RadioSwitch &other) { return one.name < other.name; });
    return switches;
}

std::optional<std::string> printed(const std::vector<std::string> &arguments, std::string &problem)
{
    const auto output = outputOf("iw", arguments);
    if (output.ok() && output.value().status == 0)
        return output.value().output;
    problem = output.ok() ? "iw says: " + output.value().messages : output.error().message;
    return std::nullopt;
}

RadioFacts readRadio(const std::string &interface, std::string &problem)
{
    const std::string folder = "/sys/class/net/" + interface + "/phy80211/";
    RadioFacts radio;
    radio.phy = firstLine(folder + "name").value_or("");
    const std::string name = "phy#" + firstLine(folder + "index").value_or("");
    if (const auto info = printed({"phy", radio.phy, "info"}, problem))
        radio.abilities = parsePhyInfo(*info);
    if (const auto domains = printed({"reg", "get"}, problem)) {
        const auto countries = parseRegulatoryDomains(*domains);
        const auto own = countries.find(name), global = countries.find("global");
        if (own != countries.end())
            radio.country = own->second;
        else if (global != countries.end())
            radio.country = global->second;
    }
    if (const auto devices = printed({"dev"}, problem)) {
        for (const RadioInterface &device : parseInterfaces(*devices)) {
            if (device.phy == name && device.type == "managed" && device.channel)
                radio.connection = device;
        }
    }
    return radio;
}

/// The kernel chooses the source address for a destination when a datagram socket is connected; nothing
/// is sent. Unlike reading a table of routes, that heeds rules, as those of VPNs. The destinations are
/// for documentation (RFC 5737, RFC 3849): only a default route leads there.
net::IpAddress sourceFor(int family)
{
    const capture::UniqueDescriptor socket(::socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_in6 v6{};
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(9);
    v4.sin_addr.s_addr = htonl(0xC0000201);
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(9);
    v6.sin6_addr.s6_addr[0] = 0x20;
    v6.sin6_addr.s6_addr[1] = 0x01;
    v6.sin6_addr.s6_addr[2] = 0x0D;
    v6.sin6_addr.s6_addr[3] = 0xB8;
    v6.sin6_addr.s6_addr[15] = 1;
    const bool is4 = family == AF_INET;
    auto *address = is4 ? reinterpret_cast<sockaddr *>(&v4) : reinterpret_cast<sockaddr *>(&v6);
    socklen_t length = is4 ? sizeof v4 : sizeof v6;
    if (!socket.valid() || ::connect(socket.get(), address, length) != 0
        || ::getsockname(socket.get(), address, &length) != 0)
        return {};
    if (is4)
        return net::IpAddress::v4({reinterpret_cast<const std::uint8_t *>(&v4.sin_addr), 4});
    return net::IpAddress::v6({v6.sin6_addr.s6_addr, 16});
}

std::optional<capture::Interface> uplink(int family, const std::vector<capture::Interface> &interfaces)
{
    const net::IpAddress source = sourceFor(family);
    for (const capture::Interface &interface : interfaces) {
        const auto &addresses = interface.addresses;
        if (!source.isNull() && std::find(addresses.begin(), addresses.end(), source) != addresses.end())
            return interface;
    }
    return std::nullopt;
}

/// The first of the sentences a program says, without its name in front.
std::string firstSentence(std::string_view said)
{
    constexpr std::string_view name = "telltale-capture: ";
    said = said.substr(0, said.find('\n'));
    if (said.starts_with(name))
        said.remove_prefix(name.size());
    return std::string(said);
}

void readRules(SystemFacts &facts)
{
    const auto output = outputOf("telltale-capture", {"--rules"});
    if (!output.ok()) {
        facts.rulesetProblem = output.error().text();
        return;
    }
    if (output.value().status != 0) {
        facts.rulesetProblem = "reading its rules needs the right to change them.";
        facts.rulesetRemedy = "Give telltale-capture its right, or run this as root.";
        return;
    }
    auto ruleset = parseRuleset(output.value().output);
    if (ruleset.ok())
        facts.ruleset = std::move(ruleset.value());
    if (ruleset.ok())
        facts.rulesetProblem = firstSentence(output.value().messages); // about tables that are left out
    else
        facts.rulesetProblem = ruleset.error().text();
}

void readNetworkSettings(SystemFacts &facts)
{
    const std::string v6 = "/proc/sys/net/ipv6/conf/";
    facts.forwards4 = switchIn("/proc/sys/net/ipv4/ip_forward");
    facts.forwards6 = switchIn(v6 + "all/forwarding");
    facts.acceptsAdvertisements = numberIn(v6 + facts.interface + "/accept_ra");
    facts.bridgeFilter = capture::bridgeFilterOf(facts.interface);
    for (const char *list : {"/proc/net/ip_tables_names", "/proc/net/ip6_tables_names"})
        facts.legacyRules = facts.legacyRules || firstLine(list).has_value(); // root alone may read it
}

} // namespace

bool hasCaptureCapabilities(const std::string &path)
{
    vfs_ns_cap_data data{};
    const ssize_t size = ::getxattr(path.c_str(), "security.capability", &data, sizeof data);
    constexpr std::uint32_t needed = (1U << CAP_NET_RAW) | (1U << CAP_NET_ADMIN);
    return size >= static_cast<ssize_t>(sizeof(__le32) * 2) && (le32toh(data.magic_etc) & VFS_CAP_FLAGS_EFFECTIVE) != 0
        && (le32toh(data.data[0].permitted) & needed) == needed;
}

base::Result<SystemFacts> readFacts(const FactQuestions &questions)
{
    SystemFacts facts;
    facts.interface = questions.interface;
    facts.relayPort = questions.relayPort;
    facts.relayHasIpv6 = questions.relayHasIpv6;
    const std::vector<capture::Interface> interfaces = capture::listInterfaces();
    if (interfaces.empty())
        return base::Error{base::ErrorKind::privilege, "The network interfaces of this computer cannot be listed.", {}};
    for (const capture::Interface &interface : interfaces) {
        facts.anyWifi = facts.anyWifi || interface.kind == capture::InterfaceKind::wifi;
        if (interface.name == questions.interface)
            facts.device = interface;
    }
    std::error_code failed;
    const fs::path master = fs::read_symlink("/sys/class/net/" + questions.interface + "/master", failed);
    facts.bridge = failed ? std::string() : master.filename().string();
    facts.wifiSwitches = readWifiSwitches();
    if (facts.device && facts.device->kind == capture::InterfaceKind::wifi)
        facts.radio = readRadio(questions.interface, facts.radioProblem);
    readNetworkSettings(facts);
    facts.leftOvers = leftOverChanges(changesFolder());
    facts.uplink4 = uplink(AF_INET, interfaces);
    facts.uplink6 = uplink(AF_INET6, interfaces);
    facts.captureProgram.path = pathOf("telltale-capture");
    facts.captureProgram.hasRight = ::geteuid() == 0 || hasCaptureCapabilities(facts.captureProgram.path);
    readRules(facts);
    return facts;
}

} // namespace telltale::hotspot
