// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/export/record_writer.h"

#include "base/json_writer.h"
#include "session/data_kind.h"
#include "session/export/decoded_writer.h"
#include "session/export/names.h"
#include "session/header_block.h"

namespace telltale::session {

using base::JsonWriter;

namespace {

void open(JsonWriter &json, std::string_view type)
{
    json.beginObject().member("type", type);
}

std::string closed(JsonWriter &json)
{
    json.endObject();
    return json.take();
}

void time(JsonWriter &json, std::string_view name, base::Timestamp value)
{
    json.member(name, base::formatRfc3339(value));
}

void time(JsonWriter &json, std::string_view name, const std::optional<base::Timestamp> &value)
{
    json.memberOrNull(name, value ? base::formatRfc3339(*value) : std::string());
}

void endpoint(JsonWriter &json, std::string_view name, const net::Endpoint &value)
{
    json.key(name).beginObject().member("ip", value.ip.text()).memberUnsigned("port", value.port).endObject();
}

void appObject(JsonWriter &json, const App &value)
{
    json.beginObject()
        .memberOrNull("package", value.package)
        .memberOrNull("name", value.name)
        .member("source", word(value.source))
        .member("confidence", word(value.confidence))
        .endObject();
}

void app(JsonWriter &json, const std::optional<App> &value)
{
    json.key("app");
    if (value)
        appObject(json, *value);
    else
        json.null();
}

void appClaims(JsonWriter &json, const std::vector<App> &claims)
{
    json.key("app_claims").beginArray();
    for (const App &claim : claims)
        appObject(json, claim);
    json.endArray();
}

void callStack(JsonWriter &json, const Connection &c)
{
    json.memberOrNull("caller", c.caller).key("stack");
    if (!c.stack) {
        json.null();
        return;
    }
    json.beginArray();
    for (const std::string &frame : *c.stack)
        json.string(frame);
    json.endArray();
}

void recipient(JsonWriter &json, const Recipient &value)
{
    json.key("recipient")
        .beginObject()
        .memberOrNull("host", value.host)
        .memberOrNull("domain", value.domain)
        .memberOrNull("organisation", value.organisation)
        .memberOrNull("country", value.country)
        .memberOrNull("source", value.source)
        .memberOrNull("purpose", value.purpose)
        .memberOrNull("server_country", value.serverCountry)
        .memberOrNull("server_source", value.serverSource)
        .endObject();
}

void message(JsonWriter &json, std::string_view name, const Message &value, const PayloadStore &payloads)
{
    json.key(name).beginObject().key("headers").beginArray();
    for (const Header &header : decodeHeaders(payloads.read(value.headers)))
        json.beginArray().string(header.name).string(header.value).endArray();
    json.endArray()
        .memberUnsigned("size", value.size)
        .memberUnsigned("decoded_size", value.decodedSize)
        .memberOrNull("content_type", value.contentType);
    json.key("complete").boolean(value.complete);
    json.key("packets").beginArray();
    for (const std::uint64_t packet : value.packets)
        json.number(packet);
    json.endArray();
}

void strings(JsonWriter &json, std::string_view name, const std::vector<std::string> &values)
{
    json.key(name).beginArray();
    for (const std::string &value : values)
        json.string(value);
    json.endArray();
}

void tracker(JsonWriter &json, const std::optional<TrackerMatch> &value)
{
    json.key("tracker");
    if (!value) {
        json.null();
        return;
    }
    json.beginObject()
        .member("service", value->service)
        .member("endpoint", value->endpoint)
        .member("purpose", value->purpose)
        .member("readable", word(value->readable))
        .memberOrNull("reason", value->reason)
        .memberOrNull("source", value->source)
        .endObject();
}

void data(JsonWriter &json, const std::vector<SentData> &values)
{
    json.key("data").beginArray();
    for (const SentData &value : values) {
        json.beginObject().member("kind", word(value.kind)).member("name", value.name).member("value", value.value);
        json.memberOrNull("why", value.why).member("location", value.location);
        strings(json, "path", value.path);
        json.key("bytes").beginArray().number(value.bytes.from).number(value.bytes.to).endArray();
        time(json, "event_time", value.eventTime);
        json.endObject();
    }
    json.endArray();
}

void sender(JsonWriter &json, const Sender &value)
{
    json.key("sender").beginObject().memberOrNull("by", word(value.by)).memberOrNull("origin", value.origin);
    json.memberOrNull("party", word(value.party));
    strings(json, "evidence", value.evidence);
    json.endObject();
}

void harvest(JsonWriter &json, const std::optional<Harvest> &value)
{
    json.key("harvested");
    if (!value) {
        json.null();
        return;
    }
    json.beginObject().member("exchange", text(value->exchange));
    time(json, "time", value->time);
    json.member("host", value->host).endObject();
}

} // namespace

std::string connectionRecord(const Connection &c)
{
    JsonWriter json;
    open(json, "connection");
    json.member("id", text(c.id));
    time(json, "time", c.time);
    time(json, "end", c.end);
    json.member("transport", word(c.transport));
    endpoint(json, "originator", c.originator);
    endpoint(json, "responder", c.responder);
    json.memberOrNull("host", c.host)
        .memberOrNull("host_source", word(c.hostSource))
        .memberOrNull("sni", c.sni)
        .memberOrNull("alpn", c.alpn)
        .member("security", word(c.security))
        .memberOrNull("tls_version", c.tlsVersion)
        .memberOrNull("cipher", c.cipher)
        .memberOrNull("ja4", c.ja4)
        .member("decryption", word(c.decryption))
        .memberOrNull("reason", word(c.reason));
    app(json, c.app);
    appClaims(json, c.appClaims);
    callStack(json, c);
    json.memberUnsigned("bytes_sent", c.bytesSent)
        .memberUnsigned("bytes_received", c.bytesReceived)
        .memberUnsigned("packets", c.packets)
        .memberUnsigned("gaps", c.gaps);
    return closed(json);
}

std::string exchangeRecord(const Exchange &e, const PayloadStore &payloads, const RecordOptions &options)
{
    JsonWriter json;
    open(json, "exchange");
    json.member("id", text(e.id));
    time(json, "time", e.time);
    time(json, "end", e.end);
    json.member("connection", text(e.id.connection))
        .memberOrNull("protocol", word(e.version))
        .memberOrNull("method", e.method)
        .memberOrNull("scheme", e.scheme)
        .memberOrNull("host", e.host)
        .memberOrNull("url", e.url);
    json.key("status");
    if (e.status)
        json.number(std::uint64_t{*e.status});
    else
        json.null();
    app(json, e.app);
    appClaims(json, e.appClaims);
    recipient(json, e.recipient);
    json.key("incognito").boolean(e.incognito);
    tracker(json, e.tracker);
    data(json, e.data);
    message(json, "request", e.request, payloads);
    if (options.decoded || options.bodies)
        writeDecodedRequest(json, e, payloads, options);
    json.endObject();
    message(json, "response", e.response, payloads);
    if (options.decoded || options.bodies)
        writeDecodedResponse(json, e, payloads, options);
    json.endObject();
    return closed(json);
}

std::string messageRecord(const WebSocketMessage &m)
{
    JsonWriter json;
    open(json, "message");
    json.member("id", text(m.exchange) + ".m" + std::to_string(m.ordinal));
    time(json, "time", m.time);
    json.member("exchange", text(m.exchange))
        .member("direction", m.sent ? "sent" : "received")
        .memberUnsigned("opcode", m.opcode)
        .memberUnsigned("size", m.size);
    return closed(json);
}

std::string dnsRecord(const DnsAnswer &d)
{
    JsonWriter json;
    open(json, "dns");
    json.member("id", text(d.connection) + ".d" + std::to_string(d.ordinal));
    time(json, "time", d.time);
    json.member("connection", text(d.connection))
        .member("query", d.query)
        .member("qtype", d.qtype)
        .memberOrNull("rcode", d.rcode);
    strings(json, "answers", d.answers);
    return closed(json);
}

std::string searchRecord(const Search &s)
{
    JsonWriter json;
    open(json, "search");
    json.member("id", s.id);
    time(json, "time", s.time);
    json.member("exchange", text(s.exchange)).member("engine", s.engine).member("query", s.query);
    json.key("typed").boolean(s.typed);
    json.key("incognito").boolean(s.incognito);
    time(json, "end", s.end);
    json.memberUnsigned("requests", s.exchanges.size());
    json.key("exchanges").beginArray();
    for (const ExchangeId exchange : s.exchanges)
        json.string(text(exchange));
    json.endArray();
    return closed(json);
}

std::string leakRecord(const Leak &l)
{
    JsonWriter json;
    open(json, "leak");
    json.member("id", l.id);
    time(json, "time", l.time);
    time(json, "event_time", l.eventTime);
    json.member("exchange", text(l.exchange))
        .member("kind", word(l.kind))
        .member("value", l.value)
        .member("label", l.label);
    recipient(json, l.recipient);
    app(json, l.app);
    json.key("incognito").boolean(l.incognito);
    json.key("incognito_basis").beginArray();
    for (const IncognitoBasis basis : l.incognitoBasis)
        json.string(word(basis));
    json.endArray();
    sender(json, l.sender);
    json.member("basis", word(l.basis)).member("match", l.match);
    harvest(json, l.source);
    json.member("location", l.location);
    strings(json, "path", l.path);
    json.key("bytes").beginArray().number(l.bytes.from).number(l.bytes.to).endArray();
    json.key("identifiers").beginArray();
    for (const SentIdentifier &identifier : l.identifiers)
        json.beginObject().member("kind", identifier.kind).member("value", identifier.value).endObject();
    json.endArray();
    json.key("linked_by");
    if (l.linkedBy)
        json.beginObject().member("kind", l.linkedBy->kind).member("value", l.linkedBy->value).endObject();
    else
        json.null();
    return closed(json);
}

std::string anomalyRecord(const AnomalyRecord &a)
{
    JsonWriter json;
    open(json, "anomaly");
    json.member("id", a.id);
    time(json, "time", a.time);
    json.memberOrNull("connection", a.connection ? text(*a.connection) : std::string())
        .memberUnsigned("count", a.count)
        .memberOrNull("detail", a.detail);
    return closed(json);
}

std::string summaryRecord(const Summary &s)
{
    JsonWriter json;
    open(json, "summary");
    json.key("complete").boolean(s.complete);
    json.memberUnsigned("packets", s.packets)
        .memberUnsigned("bytes", s.bytes)
        .memberUnsigned("dropped", s.dropped)
        .memberUnsigned("connections", s.connections)
        .memberUnsigned("exchanges", s.exchanges)
        .memberUnsigned("decrypted", s.decrypted)
        .memberUnsigned("undecrypted", s.undecrypted)
        .memberUnsigned("dns", s.dns)
        .memberUnsigned("messages", s.messages)
        .memberUnsigned("searches", s.searches)
        .memberUnsigned("leaks", s.leaks)
        .memberUnsigned("anomalies", s.anomalies);
    time(json, "first", s.first);
    time(json, "last", s.last);
    json.memberOrNull("input_sha256", s.inputSha256).memberOrNull("problem", s.problem);
    return closed(json);
}

} // namespace telltale::session
