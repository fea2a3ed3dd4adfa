// SPDX-License-Identifier: GPL-3.0-or-later
#include "pcapdroid_option.h"

#include <charconv>
#include <optional>

namespace telltale::cli {

namespace {

using engine::PcapdroidInput;

constexpr std::uint16_t usualHttpPort = 8080;

std::optional<std::uint16_t> readPort(const std::string &text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port == 0)
        return std::nullopt;
    return port;
}

std::string withoutBrackets(const std::string &address)
{
    const bool has = address.size() > 2 && address.front() == '[' && address.back() == ']';
    return has ? address.substr(1, address.size() - 2) : address;
}

/// "ADDRESS:PORT"; an address of IPv6 stands in brackets then.
std::optional<net::Endpoint> readEndpoint(const std::string &value)
{
    const auto colon = value.rfind(':');
    if (colon == std::string::npos || (value.find(':') != colon && value.front() != '['))
        return std::nullopt;
    const auto port = readPort(value.substr(colon + 1));
    const auto ip = net::IpAddress::parse(withoutBrackets(value.substr(0, colon)));
    return port && ip ? std::optional(net::Endpoint{*ip, *port}) : std::nullopt;
}

} // namespace

base::Result<PcapdroidInput> readPcapdroid(const std::string &value, PcapdroidInput::Sink sink)
{
    const bool http = sink == PcapdroidInput::Sink::http;
    PcapdroidInput input;
    input.sink = sink;
    if (const auto endpoint = readEndpoint(value))
        input.at = *endpoint;
    else if (const auto port = http ? std::nullopt : readPort(value))
        input.at.port = *port;
    else if (const auto ip = http ? net::IpAddress::parse(withoutBrackets(value)) : std::nullopt)
        input.at = {*ip, usualHttpPort};
    else if (http)
        return base::Error{base::ErrorKind::usage, "\"" + value + "\" is no address of a phone's HTTP server.",
            "Write ADDRESS or ADDRESS:PORT as PCAPdroid shows it, as 192.168.1.7:8080."};
    else
        return base::Error{base::ErrorKind::usage, "\"" + value + "\" is no place to listen for PCAPdroid at.",
            "Write PORT or ADDRESS:PORT, as 1234."};
    return input;
}

std::string pcapdroidLine(const PcapdroidInput &input)
{
    if (input.sink == PcapdroidInput::Sink::http)
        return "Asking PCAPdroid's HTTP server at " + input.at.text() + " for its capture.";
    const std::string where = input.at.ip.isNull() ? "port " + std::to_string(input.at.port) : input.at.text();
    return std::string("Listening for PCAPdroid's ") + (input.sink == PcapdroidInput::Sink::udp ? "UDP" : "TCP")
        + " exporter at " + where + ": start the capture on the phone.";
}

} // namespace telltale::cli
