// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/phone_event.h"

#include "attribution/app_face_json.h"
#include "attribution/call_stack.h"
#include "base/json_writer.h"

#include <array>
#include <simdjson.h>
#include <utility>

namespace telltale::attribution {

namespace {

using base::JsonWriter;
using session::AppSource;
using simdjson::dom::element;

constexpr std::size_t mostPackages = 64;

constexpr std::array<std::pair<AppSource, std::string_view>, 3> sources{
    {{AppSource::device, "device"}, {AppSource::pcapdroid, "pcapdroid"}, {AppSource::pirogue, "pirogue"}}};

void begin(JsonWriter &json, std::string_view entry, base::Timestamp time)
{
    json.beginObject().member("entry", entry).member("time", base::formatRfc3339(time));
}

void writeSource(JsonWriter &json, AppSource source)
{
    for (const auto &[known, name] : sources) {
        if (known == source && known != AppSource::device)
            json.member("source", name);
    }
}

void writeEndpoint(JsonWriter &json, std::string_view name, const net::Endpoint &endpoint)
{
    json.key(name)
        .beginObject()
        .memberOrNull("ip", endpoint.ip.text())
        .memberUnsigned("port", endpoint.port)
        .endObject();
}

std::string_view nameOf(net::Transport transport)
{
    return transport == net::Transport::tcp ? "tcp" : "udp";
}

void writeSocket(JsonWriter &json, std::string_view entry, const SocketSeen &socket)
{
    begin(json, entry, socket.time);
    writeSource(json, socket.source);
    json.member("transport", nameOf(socket.transport));
    writeEndpoint(json, "local", socket.local);
    writeEndpoint(json, "remote", socket.remote);
    json.memberUnsigned("uid", socket.uid);
    if (socket.stack.empty())
        return;
    json.key("stack").beginArray();
    for (const std::string &frame : socket.stack)
        json.string(frame);
    json.endArray();
}

void write(JsonWriter &json, const SocketSeen &socket)
{
    writeSocket(json, "socket", socket);
}
void write(JsonWriter &json, const SocketGone &gone)
{
    writeSocket(json, "socket_gone", gone.socket);
}

void write(JsonWriter &json, const SocketsThere &there)
{
    begin(json, "sockets_there", there.time);
    writeSource(json, there.source);
}

void write(JsonWriter &json, const UidPackages &app)
{
    begin(json, "uid", app.time);
    writeSource(json, app.source);
    json.memberUnsigned("uid", app.uid).key("packages").beginArray();
    for (const std::string &package : app.packages)
        json.string(package);
    json.endArray()
        .memberUnsigned("more", app.more)
        .memberOrNull("name", app.name)
        .memberOrNull("version", app.version);
}

void write(JsonWriter &json, const Foreground &front)
{
    begin(json, "foreground", front.time);
    json.memberOrNull("package", front.package)
        .memberOrNull("activity", front.activity)
        .memberOrNull("title", front.title);
    json.key("secure").boolean(front.secure);
}

void write(JsonWriter &json, const PhoneLink &link)
{
    begin(json, "phone", link.time);
    json.key("attached").boolean(link.attached);
    json.memberOrNull("serial", link.serial).memberOrNull("model", link.model).memberOrNull("reason", link.reason);
}

void write(JsonWriter &json, const UserNaming &naming)
{
    begin(json, "app_named", naming.time);
    json.key("connection");
    if (naming.connection) {
        json.beginObject().member("transport", nameOf(naming.connection->transport));
        writeEndpoint(json, "originator", naming.connection->originator);
        writeEndpoint(json, "responder", naming.connection->responder);
        json.member("begin", base::formatRfc3339(naming.connection->begin)).endObject();
    } else {
        json.null();
    }
    json.memberOrNull("of_package", naming.ofPackage).memberOrNull("of_name", naming.ofName);
    json.memberOrNull("package", naming.package).memberOrNull("name", naming.name);
}

void write(JsonWriter &json, const AppFace &face)
{
    begin(json, "app_face", face.time);
    writeSource(json, face.source);
    writeFace(json, face);
}

void write(JsonWriter &json, const PhoneHeard &heard)
{
    begin(json, "phone_heard", heard.time);
    json.member("from", heard.from.text());
}

std::string readText(const element &object, std::string_view name)
{
    std::string_view text;
    return object[name].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::optional<base::Timestamp> readTime(const element &object, std::string_view name)
{
    std::string_view text;
    return object[name].get(text) == simdjson::SUCCESS ? base::parseRfc3339(text) : std::nullopt;
}

std::optional<net::Endpoint> readEndpoint(const element &object, std::string_view name)
{
    element value, ip;
    std::uint64_t port = 0;
    if (object[name].get(value) != simdjson::SUCCESS || value["port"].get(port) != simdjson::SUCCESS || port > 65535
        || value["ip"].get(ip) != simdjson::SUCCESS)
        return std::nullopt;
    net::Endpoint endpoint{{}, static_cast<std::uint16_t>(port)};
    if (ip.is_null())
        return endpoint;
    std::string_view text;
    const auto address = ip.get(text) == simdjson::SUCCESS ? net::IpAddress::parse(text) : std::nullopt;
    if (!address)
        return std::nullopt;
    endpoint.ip = *address;
    return endpoint;
}

std::optional<net::Transport> readTransport(const element &object)
{
    const std::string name = readText(object, "transport");
    if (name == "tcp")
        return net::Transport::tcp;
    return name == "udp" ? std::optional(net::Transport::udp) : std::nullopt;
}

/// A source that is not known makes the line unreadable: it must not count as the phone's own word.
std::optional<AppSource> readSource(const element &object)
{
    element there;
    if (object["source"].get(there) != simdjson::SUCCESS)
        return AppSource::device;
    const std::string name = readText(object, "source");
    for (const auto &[source, known] : sources) {
        if (name == known)
            return source;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> readUid(const element &object)
{
    std::uint64_t uid = 0;
    if (object["uid"].get(uid) != simdjson::SUCCESS || uid > UINT32_MAX)
        return std::nullopt;
    return static_cast<std::uint32_t>(uid);
}

session::CallStack readStack(const element &object)
{
    session::CallStack stack;
    simdjson::dom::array frames;
    if (object["stack"].get(frames) != simdjson::SUCCESS)
        return stack;
    for (const element frame : frames) {
        std::string_view text;
        if (stack.size() < mostFrames && frame.get(text) == simdjson::SUCCESS && isFrame(text))
            stack.emplace_back(text);
    }
    return stack;
}

std::optional<SocketSeen> readSocket(const element &object, base::Timestamp time)
{
    const auto source = readSource(object);
    const auto transport = readTransport(object);
    const auto local = readEndpoint(object, "local");
    const auto remote = readEndpoint(object, "remote");
    const auto uid = readUid(object);
    if (!source || !transport || !local || !remote || !uid)
        return std::nullopt;
    return SocketSeen{*source, time, *transport, *local, *remote, *uid, readStack(object)};
}

std::optional<PhoneEvent> readApp(const element &object, base::Timestamp time)
{
    const auto source = readSource(object);
    const auto uid = readUid(object);
    simdjson::dom::array packages;
    if (!source || !uid || object["packages"].get(packages) != simdjson::SUCCESS)
        return std::nullopt;
    UidPackages app{*source, time, *uid, {}, 0, readText(object, "name"), readText(object, "version")};
    for (const element package : packages) {
        std::string_view text;
        if (package.get(text) == simdjson::SUCCESS && app.packages.size() < mostPackages)
            app.packages.emplace_back(text);
    }
    if (object["more"].get(app.more) != simdjson::SUCCESS)
        app.more = 0;
    return app;
}

std::optional<PhoneEvent> readAppFace(const element &object, base::Timestamp time)
{
    const auto source = readSource(object);
    auto face = readFace(object);
    if (!source || !face)
        return std::nullopt;
    face->source = *source;
    face->time = time;
    return std::move(*face);
}

std::optional<PhoneEvent> readNaming(const element &object, base::Timestamp time)
{
    UserNaming naming{time, std::nullopt, readText(object, "of_package"), readText(object, "of_name"),
        readText(object, "package"), readText(object, "name")};
    element connection;
    if (object["connection"].get(connection) == simdjson::SUCCESS && connection.is_object()) {
        const auto transport = readTransport(connection);
        const auto originator = readEndpoint(connection, "originator");
        const auto responder = readEndpoint(connection, "responder");
        const auto first = readTime(connection, "begin");
        if (!transport || !originator || !responder || !first)
            return std::nullopt;
        naming.connection = {*transport, *originator, *responder, *first};
    } else if (naming.ofPackage.empty() && naming.ofName.empty()) {
        return std::nullopt; // it names nothing
    }
    return naming;
}

std::optional<PhoneEvent> readEntry(const std::string &entry, const element &object, base::Timestamp time)
{
    bool flag = false;
    if (entry == "socket" || entry == "socket_gone") {
        const auto socket = readSocket(object, time);
        if (!socket)
            return std::nullopt;
        return entry == "socket" ? PhoneEvent(*socket) : PhoneEvent(SocketGone{*socket});
    }
    if (entry == "sockets_there") {
        const auto source = readSource(object);
        return source ? std::optional<PhoneEvent>(SocketsThere{*source, time}) : std::nullopt;
    }
    if (entry == "uid")
        return readApp(object, time);
    if (entry == "foreground") {
        if (object["secure"].get(flag) != simdjson::SUCCESS)
            return std::nullopt;
        return Foreground{
            time, readText(object, "package"), readText(object, "activity"), readText(object, "title"), flag};
    }
    if (entry == "phone") {
        if (object["attached"].get(flag) != simdjson::SUCCESS)
            return std::nullopt;
        return PhoneLink{time, flag, readText(object, "serial"), readText(object, "model"), readText(object, "reason")};
    }
    if (entry == "app_face")
        return readAppFace(object, time);
    if (entry == "phone_heard") {
        const auto from = net::IpAddress::parse(readText(object, "from"));
        return from ? std::optional<PhoneEvent>(PhoneHeard{time, *from}) : std::nullopt;
    }
    return entry == "app_named" ? readNaming(object, time) : std::nullopt;
}

} // namespace

std::string formatPhoneEvent(const PhoneEvent &event)
{
    JsonWriter json;
    std::visit([&json](const auto &value) { write(json, value); }, event);
    json.endObject();
    return json.take();
}

std::optional<PhoneEvent> readPhoneEvent(std::string_view line)
{
    if (line.empty() || line.size() > longestPhoneLine)
        return std::nullopt;
    simdjson::dom::parser parser;
    element object;
    if (parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS)
        return std::nullopt;
    const auto time = readTime(object, "time");
    return time ? readEntry(readText(object, "entry"), object, *time) : std::nullopt;
}

} // namespace telltale::attribution
