// SPDX-License-Identifier: GPL-3.0-or-later
#include "pcapdroid_option.h"

#include "net/endpoint_text.h"
#include "net/local_network.h"

#include <optional>

namespace telltale::cli {

namespace {

using engine::PcapdroidInput;
using net::readPort;

constexpr std::uint16_t usualHttpPort = 8080;

} // namespace

base::Result<PcapdroidInput> readPcapdroid(const std::string &value, PcapdroidInput::Sink sink)
{
    const bool http = sink == PcapdroidInput::Sink::http;
    PcapdroidInput input;
    input.sink = sink;
    if (const auto endpoint = net::readEndpoint(value))
        input.at = *endpoint;
    else if (const auto port = http ? std::nullopt : readPort(value))
        input.at.port = *port;
    else if (const auto ip = http ? net::IpAddress::parse(net::withoutBrackets(value)) : std::nullopt)
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
        + " exporter at " + where + ": start the capture on the phone."
        + (net::isUnspecified(input.at.ip) && input.from.isNull()
                ? " Who is first of the local network is taken for it; --pcapdroid-from names another."
                : "");
}

} // namespace telltale::cli
