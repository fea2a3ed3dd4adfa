// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/mitm_flows.h"

#include "capture/tnetstring.h"

#include <cmath>
#include <map>
#include <string>

namespace telltale::capture {

namespace {

base::Timestamp timeOf(const TnetValue &seconds)
{
    constexpr double lastSecond = 9.2e9; // beyond it nanoseconds do not fit 64 bits
    if (!seconds.isNumber() || std::abs(seconds.real) > lastSecond)
        return {};
    // A double of today's seconds is good to a quarter of a microsecond: finer digits are noise.
    const auto microseconds = static_cast<std::int64_t>(std::llround(seconds.real * 1e6));
    return {microseconds * 1000};
}

/// The authority for a URL: IPv6 in brackets, the scheme's own port left out.
std::string authorityOf(const TnetValue &request, std::string_view scheme)
{
    std::string host(request["host"].text);
    if (host.find(':') != std::string::npos)
        host = "[" + host + "]";
    const std::int64_t port = request["port"].integer;
    const bool usual = port == 0 || (scheme == "http" && port == 80) || (scheme == "https" && port == 443);
    return usual ? host : host + ":" + std::to_string(port);
}

std::string headerOf(const ImportedMessage &message, std::string_view lowerCaseName)
{
    for (const auto &[name, value] : message.headers) {
        std::string lower = name;
        for (char &c : lower)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (lower == lowerCaseName)
            return value;
    }
    return {};
}

/// A transparent proxy knows its target by address: what the client asked for stands in the
/// authority or the Host field.
std::string urlOf(const TnetValue &request, const ImportedMessage &message)
{
    const std::string_view scheme = request["scheme"].text;
    const std::string_view path = request["path"].text;
    std::string authority(request["authority"].text);
    if (authority.empty())
        authority = headerOf(message, "host");
    if (authority.empty())
        authority = authorityOf(request, scheme);
    if (scheme.empty()) // CONNECT
        return authority;
    return std::string(scheme) + "://" + authority + std::string(path);
}

ImportedMessage messageOf(const TnetValue &dictionary)
{
    ImportedMessage message;
    message.httpVersion = dictionary["http_version"].text;
    for (const TnetValue &field : dictionary["headers"].items) {
        if (field.items.size() == 2)
            message.headers.emplace_back(field.items[0].text, field.items[1].text);
    }
    message.body = base::toBuffer(base::asBytes(dictionary["content"].text));
    if (dictionary["timestamp_end"].isNumber())
        message.end = timeOf(dictionary["timestamp_end"]);
    return message;
}

void addMessages(const TnetValue &messages, ImportedExchange &exchange)
{
    for (const TnetValue &entry : messages.items) {
        // [opcode, from client, content, time, ...]
        if (entry.items.size() < 4)
            continue;
        ImportedWebSocketMessage message;
        message.opcode = static_cast<std::uint8_t>(entry.items[0].integer & 0x0F);
        message.sent = entry.items[1].boolean;
        message.payload = base::toBuffer(base::asBytes(entry.items[2].text));
        message.time = timeOf(entry.items[3]);
        exchange.messages.push_back(std::move(message));
    }
}

/// server_conn names the address as ["1.2.3.4", 443]: "ip_address" or "peername" by version.
std::string serverAddressOf(const TnetValue &connection)
{
    for (const char *key : {"peername", "ip_address"}) {
        const TnetValue &address = connection[key];
        if (address.kind == TnetValue::Kind::list && !address.items.empty())
            return std::string(address.items[0].text);
    }
    return {};
}

ImportedExchange exchangeOf(const TnetValue &flow)
{
    const TnetValue &request = flow["request"];
    ImportedExchange exchange;
    exchange.time = timeOf(request["timestamp_start"]);
    exchange.method = request["method"].text;
    exchange.request = messageOf(request);
    exchange.url = urlOf(request, exchange.request);
    exchange.serverAddress = serverAddressOf(flow["server_conn"]);
    const TnetValue &response = flow["response"];
    if (!response.isNull()) {
        exchange.response = messageOf(response);
        exchange.status = static_cast<int>(response["status_code"].integer);
    }
    addMessages(flow["websocket"]["messages"], exchange);
    return exchange;
}

std::vector<TnetValue> flowsOf(std::string_view &dump)
{
    std::vector<TnetValue> flows;
    while (!dump.empty()) {
        auto flow = takeTnetValue(dump);
        if (!flow || flow->kind != TnetValue::Kind::dictionary)
            break;
        flows.push_back(std::move(*flow));
    }
    return flows;
}

} // namespace

base::Status readMitmFlows(base::ByteView dump, const ExchangeSink &sink)
{
    std::string_view rest = base::asText(dump);
    const std::vector<TnetValue> flows = flowsOf(rest);
    std::multimap<std::string_view, const TnetValue *> messageFlows;
    for (const TnetValue &flow : flows) {
        if (flow["type"].text == "websocket")
            messageFlows.emplace(flow["metadata"]["websocket_handshake"].text, &flow);
    }
    for (const TnetValue &flow : flows) {
        if (flow["type"].text != "http" || flow["request"].kind != TnetValue::Kind::dictionary)
            continue;
        ImportedExchange exchange = exchangeOf(flow);
        const auto [first, last] = messageFlows.equal_range(flow["id"].text);
        for (auto messages = first; messages != last; ++messages)
            addMessages((*messages->second)["messages"], exchange);
        sink(std::move(exchange));
    }
    if (rest.empty() && !flows.empty())
        return base::Done{};
    return base::Error{base::ErrorKind::input,
        "The flow dump is damaged at octet " + std::to_string(dump.size() - rest.size()) + " after "
            + std::to_string(flows.size()) + " flows.",
        "Export it again from mitmproxy, if possible as HAR."};
}

} // namespace telltale::capture
