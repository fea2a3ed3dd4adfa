// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <charconv>
#include <functional>
#include <map>

namespace telltale::relaying {

const char *const usageText = R"(Usage: telltale-relay --listen ADDR:PORT --station CIDR [options]

Ends and re-opens the TLS connections that a firewall rule redirects to it, copies the bytes, and
writes the keys of the phone's side to standard output (NSS key log). Servers are verified as the
phone would; what the phone does not let itself be shown is passed through untouched. It needs no
privilege, and stops when its standard input closes, or on SIGINT or SIGTERM.

  --listen ADDR:PORT     where redirected connections arrive: the hotspot's address, not all addresses;
                         repeatable, [ADDR]:PORT for IPv6; port 0 takes a free one
  --station CIDR         phones that may use it; everybody else is closed at once; repeatable
  --interface IFACE      take connections from this interface only
  --upstream-ca FILE     further trusted authorities for the servers, PEM; repeatable
  --ca-dir DIR           where this computer's certificate authority lives (default: in your data folder)
  --pass HOST            never intercept; .HOST with all below it, *.HOST all below it; repeatable
  --only HOST            intercept nothing else; repeatable
  --always HOST          intercept although the phone refused it before; repeatable
  --page ADDR:PORT       hand out the certificate with instructions, over plain HTTP
  --events-fd N          write what happens to connections to this descriptor, one JSON object a line
  --upstream ADDR:PORT   a fixed destination instead of the redirected connection's own, for tests
  --help, --version

Exit status: 0 stopped, 1 wrong usage, 2 a file or an address cannot be used, 4 a right or the device is missing.
)";

namespace {

using base::Error;

Error usage(std::string message, std::string remedy = "Try telltale-relay --help.")
{
    return {base::ErrorKind::usage, std::move(message), std::move(remedy)};
}

std::optional<Error> takeListenAddress(const std::string &name, const std::string &value, SocketAddress &into)
{
    const auto address = parseAddress(value);
    if (!address)
        return usage(name + " " + value + " is not an address and a port.", "Write 10.42.0.1:8443 or [fd00::1]:8443.");
    if (address->address().is_unspecified())
        return usage(name + " " + value + " would listen on every address of this computer, also towards the internet.",
            "Give the hotspot's own address.");
    if (address->address().is_multicast())
        return usage(name + " " + value + " is a multicast address.");
    into = *address;
    return std::nullopt;
}

using Setter = std::function<std::optional<Error>(Options &, const std::string &)>;

Setter host(const char *name, intercept::HostList Options::*list)
{
    return [=](Options &options, const std::string &value) -> std::optional<Error> {
        if ((options.*list).add(value))
            return std::nullopt;
        return usage(
            std::string(name) + " " + value + " is not a host.", "Write example.org, .example.org or *.example.org.");
    };
}

std::optional<Error> setDescriptor(Options &options, const std::string &value)
{
    int number = -1;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < 1)
        return usage("--events-fd " + value + " is not the number of a descriptor from 1 on.");
    options.eventsDescriptor = number;
    return std::nullopt;
}

const std::map<std::string, Setter> &setters()
{
    static const std::map<std::string, Setter> known{
        {"--listen",
            [](Options &o, const std::string &v) {
                SocketAddress address;
                const auto error = takeListenAddress("--listen", v, address);
                if (!error)
                    o.listen.push_back(address);
                return error;
            }},
        {"--page",
            [](Options &o, const std::string &v) {
                SocketAddress address;
                const auto error = takeListenAddress("--page", v, address);
                if (!error)
                    o.page = address;
                return error;
            }},
        {"--upstream",
            [](Options &o, const std::string &v) -> std::optional<Error> {
                o.upstream = parseAddress(v);
                if (!o.upstream || o.upstream->port() == 0 || o.upstream->address().is_unspecified())
                    return usage("--upstream " + v + " is not an address and a port.");
                return std::nullopt;
            }},
        {"--station",
            [](Options &o, const std::string &v) -> std::optional<Error> {
                if (!o.stations.add(v))
                    return usage(
                        "--station " + v + " is not an address or a prefix.", "Write 10.42.0.17 or 10.42.0.0/24.");
                return std::nullopt;
            }},
        {"--interface",
            [](Options &o, const std::string &v) {
                o.interface = v;
                return std::optional<Error>();
            }},
        {"--upstream-ca",
            [](Options &o, const std::string &v) {
                o.upstreamAuthorities.push_back(v);
                return std::optional<Error>();
            }},
        {"--ca-dir",
            [](Options &o, const std::string &v) {
                o.authorityFolder = v;
                return std::optional<Error>();
            }},
        {"--pass", host("--pass", &Options::pass)},
        {"--only", host("--only", &Options::only)},
        {"--always", host("--always", &Options::always)},
        {"--events-fd", setDescriptor},
    };
    return known;
}

} // namespace

std::optional<SocketAddress> parseAddress(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::string_view host = text.substr(0, colon);
    const std::string_view portText = text.substr(colon + 1);
    const bool bracketed = host.starts_with('[') && host.ends_with(']');
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(portText.data(), portText.data() + portText.size(), port);
    asio::error_code bad;
    const auto address = asio::ip::make_address(std::string(host), bad);
    if (bad || error != std::errc() || end != portText.data() + portText.size() || address.is_v6() != bracketed)
        return std::nullopt;
    return SocketAddress(address, port);
}

base::Result<Options> parseOptions(const std::vector<std::string> &arguments)
{
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string name = arguments[i];
        if (name == "--help" || name == "-h") {
            options.help = true;
            return options;
        }
        if (name == "--version") {
            options.version = true;
            return options;
        }
        std::optional<std::string> value;
        if (const auto equals = name.find('='); equals != std::string::npos) {
            value = name.substr(equals + 1);
            name.resize(equals);
        }
        const auto setter = setters().find(name);
        if (setter == setters().end())
            return usage("There is no option " + name + ".");
        if (!value && i + 1 < arguments.size())
            value = arguments[++i];
        if (!value || value->empty())
            return usage(name + " needs a value.");
        if (const auto error = setter->second(options, *value))
            return *error;
    }
    if (options.listen.empty() && !options.page)
        return usage("Say where to listen: --listen ADDR:PORT.");
    if (options.stations.empty())
        return usage("Say who may use the relay: --station CIDR, such as 10.42.0.0/24.");
    return options;
}

} // namespace telltale::relaying
