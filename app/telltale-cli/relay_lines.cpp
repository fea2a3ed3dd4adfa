// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay_lines.h"

namespace telltale::cli {

namespace {

std::string urlOf(const net::Endpoint &endpoint)
{
    return "http://" + endpoint.text() + "/";
}

/// The host, or where it has no name its address.
std::string nameOf(const intercept::RelayEvent &event)
{
    return event.host.empty() ? event.destination.ip.text() : event.host;
}

} // namespace

std::string relayLine(const intercept::RelayEvent &event)
{
    using Kind = intercept::RelayEventKind;
    switch (event.kind) {
    case Kind::listening:
        return event.reason == "page" ? "The phone gets the certificate at " + urlOf(event.destination) : std::string();
    case Kind::certificateAuthority:
        return event.reason == "loaded" ? std::string()
                                        : "The certificate authority \"" + event.host + "\" was " + event.reason + ".";
    case Kind::certificateFetched:
        return event.station.ip.text() + " fetched the certificate.";
    case Kind::clientRejectedCertificate:
        if (event.reason == "closed" || event.reason == "reset")
            return event.station.ip.text() + " ended its connection to " + nameOf(event)
                + " without using our certificate, which is taken for a refusal; it is passed through for a while.";
        return event.station.ip.text() + " refused our certificate for " + nameOf(event) + " (" + event.reason
            + "); it is passed through from now on.";
    case Kind::upstreamFailed:
        return nameOf(event) + " was refused to " + event.station.ip.text() + ": " + event.reason + ".";
    case Kind::linesLost:
        return std::to_string(event.lines) + " " + event.reason
            + " of the relay were lost, because this computer was too busy to read them.";
    case Kind::accepted:
    case Kind::passedThrough:
        break; // the connection says it
    }
    return {};
}

} // namespace telltale::cli
