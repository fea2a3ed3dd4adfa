// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/relay_event.h"

#include "base/json_writer.h"
#include "intercept/relay_limits.h"

#include <array>
#include <simdjson.h>
#include <utility>

namespace telltale::intercept {

namespace {

using simdjson::dom::element;

constexpr std::array<std::pair<RelayEventKind, const char *>, 8> names{{
    {RelayEventKind::listening, "listening"},
    {RelayEventKind::certificateAuthority, "certificate_authority"},
    {RelayEventKind::certificateFetched, "certificate_fetched"},
    {RelayEventKind::accepted, "accepted"},
    {RelayEventKind::clientRejectedCertificate, "client_rejected_certificate"},
    {RelayEventKind::upstreamFailed, "upstream_failed"},
    {RelayEventKind::linesLost, "lines_lost"},
    {RelayEventKind::passedThrough, "passed_through"},
}};

void writeEndpoint(base::JsonWriter &json, std::string_view name, const net::Endpoint &endpoint)
{
    json.key(name);
    if (endpoint.ip.isNull()) {
        json.null();
        return;
    }
    json.beginObject().member("ip", endpoint.ip.text()).memberUnsigned("port", endpoint.port).endObject();
}

/// False only where something stands there that is no endpoint.
bool readEndpoint(const element &event, std::string_view name, net::Endpoint &endpoint)
{
    element value;
    if (event[name].get(value) != simdjson::SUCCESS || value.is_null())
        return true;
    std::string_view ip;
    std::uint64_t port = 0;
    if (value["ip"].get(ip) != simdjson::SUCCESS || value["port"].get(port) != simdjson::SUCCESS || port > 65535)
        return false;
    const auto address = net::IpAddress::parse(ip);
    if (!address)
        return false;
    endpoint = {*address, static_cast<std::uint16_t>(port)};
    return true;
}

std::string readText(const element &event, std::string_view name)
{
    std::string_view text;
    return event[name].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

} // namespace

const char *nameOf(RelayEventKind kind)
{
    for (const auto &[known, name] : names)
        if (known == kind)
            return name;
    return "";
}

std::string formatRelayEvent(const RelayEvent &event)
{
    base::JsonWriter json;
    json.beginObject().member("event", nameOf(event.kind)).member("time", base::formatRfc3339(event.time));
    writeEndpoint(json, "station", event.station);
    writeEndpoint(json, "destination", event.destination);
    json.memberOrNull("host", event.host)
        .memberOrNull("reason", event.reason)
        .memberOrNull("alpn", event.alpn)
        .memberOrNull("tls_version", event.tlsVersion);
    if (event.kind == RelayEventKind::linesLost)
        json.memberUnsigned("lines", event.lines);
    json.endObject();
    return json.take() + '\n';
}

std::optional<RelayEvent> readRelayEvent(std::string_view line)
{
    if (line.empty() || line.size() > RelayLimits::eventLineBytes)
        return std::nullopt;
    simdjson::dom::parser parser;
    element document;
    if (parser.parse(line.data(), line.size()).get(document) != simdjson::SUCCESS)
        return std::nullopt;
    RelayEvent event;
    std::string_view kind, time;
    if (document["event"].get(kind) != simdjson::SUCCESS || document["time"].get(time) != simdjson::SUCCESS)
        return std::nullopt;
    bool known = false;
    for (const auto &[value, name] : names) {
        if (kind == name) {
            event.kind = value;
            known = true;
        }
    }
    const auto moment = base::parseRfc3339(time);
    if (!known || !moment || !readEndpoint(document, "station", event.station)
        || !readEndpoint(document, "destination", event.destination))
        return std::nullopt;
    event.time = *moment;
    event.host = readText(document, "host");
    event.reason = readText(document, "reason");
    event.alpn = readText(document, "alpn");
    event.tlsVersion = readText(document, "tls_version");
    if (document["lines"].get(event.lines) != simdjson::SUCCESS)
        event.lines = 0;
    return event;
}

} // namespace telltale::intercept
