// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/adb_server.h"

#include "engine/adb_stream.h"
#include "net/endpoint_text.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace telltale::engine {

namespace {

using attribution::adb::Conversation;
using net::readPort;

base::Error noServer(const AdbServer &server)
{
    return {base::ErrorKind::privilege, "No adb server answers at " + server.text() + ".",
        "Start it with \"adb start-server\" (Debian package adb), with the phone's USB debugging switched on."};
}

base::Result<capture::UniqueDescriptor> connectToPath(const AdbServer &server)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (server.path.size() >= sizeof address.sun_path)
        return noServer(server);
    std::copy(server.path.begin(), server.path.end(), address.sun_path);
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + server.path.size());
    capture::UniqueDescriptor descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!descriptor.valid() || ::connect(descriptor.get(), reinterpret_cast<const sockaddr *>(&address), length) != 0)
        return noServer(server);
    return base::Result<capture::UniqueDescriptor>(std::move(descriptor));
}

std::string environment(const char *name)
{
    const char *value = std::getenv(name);
    return value != nullptr ? value : "";
}

} // namespace

std::string AdbServer::text() const
{
    if (!path.empty())
        return path.front() == '\0' ? "@" + path.substr(1) : path;
    return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + std::to_string(port);
}

base::Result<AdbServer> readAdbServer(const std::string &text)
{
    const base::Error bad{base::ErrorKind::usage, "\"" + text + "\" is no address of an adb server.",
        "Write HOST:PORT, as 127.0.0.1:5037, or what ADB_SERVER_SOCKET takes."};
    AdbServer server;
    if (text.starts_with("localfilesystem:") || text.starts_with("localabstract:")) {
        const bool abstract = text.starts_with("localabstract:");
        server.path = (abstract ? std::string(1, '\0') : std::string()) + text.substr(text.find(':') + 1);
        return server.path.size() > (abstract ? 1U : 0U) ? base::Result<AdbServer>(server) : bad;
    }
    const bool tcp = text.starts_with("tcp:");
    const std::string address = tcp ? text.substr(4) : text;
    if (const auto port = tcp ? readPort(address) : std::nullopt) {
        server.port = *port;
        return server;
    }
    std::string host = address;
    if (const auto colon = address.rfind(':');
        colon != std::string::npos && address.back() != ']' && (address.find(':') == colon || address.front() == '[')) {
        const auto port = readPort(address.substr(colon + 1));
        if (!port)
            return bad;
        server.port = *port;
        host.resize(colon);
    }
    host = std::string(net::withoutBrackets(host));
    if (host.empty())
        return bad;
    server.host = host;
    return server;
}

base::Result<AdbServer> adbServer(const std::string &given)
{
    if (!given.empty())
        return readAdbServer(given);
    if (const std::string socket = environment("ADB_SERVER_SOCKET"); !socket.empty())
        return readAdbServer(socket);
    AdbServer server;
    if (const std::string host = environment("ANDROID_ADB_SERVER_ADDRESS"); !host.empty())
        server.host = host;
    if (const std::string port = environment("ANDROID_ADB_SERVER_PORT"); !port.empty()) {
        const auto number = readPort(port);
        if (!number)
            return base::Error{
                base::ErrorKind::usage, "ANDROID_ADB_SERVER_PORT is \"" + port + "\", which is no port.", {}};
        server.port = *number;
    }
    return server;
}

base::Result<capture::UniqueDescriptor> connectTo(const AdbServer &server)
{
    if (!server.path.empty())
        return connectToPath(server);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(server.host.c_str(), std::to_string(server.port).c_str(), &hints, &found) != 0)
        return noServer(server);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, &::freeaddrinfo);
    for (const addrinfo *one = found; one != nullptr; one = one->ai_next) {
        capture::UniqueDescriptor descriptor(::socket(one->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (descriptor.valid()
            && (::connect(descriptor.get(), one->ai_addr, one->ai_addrlen) == 0 || errno == EINPROGRESS))
            return base::Result<capture::UniqueDescriptor>(std::move(descriptor));
    }
    return noServer(server);
}

base::Result<std::string> askAdb(
    const AdbServer &server, const std::string &service, std::chrono::milliseconds patience)
{
    AdbStream stream({service}, Conversation::Gives::answer);
    if (const auto status = stream.open(server); !status)
        return status.error();
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!stream.over()) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd ready{stream.descriptor(), stream.events(), 0};
        if (left.count() <= 0 || ::poll(&ready, 1, static_cast<int>(left.count())) == 0)
            return base::Error{base::ErrorKind::privilege, "The adb server at " + server.text() + " does not answer.",
                "Restart it with \"adb kill-server\" and \"adb start-server\"."};
        stream.move();
    }
    if (stream.refused())
        return noServer(server);
    if (!stream.failure().empty())
        return base::Error{base::ErrorKind::privilege,
            "The adb server at " + server.text() + " answered: " + stream.failure() + ".", {}};
    return stream.takeData();
}

base::Result<AdbPhone> findPhone(const AdbServer &server, const std::string &serial)
{
    const auto list = askAdb(server, "host:devices-l");
    if (!list)
        return list.error();
    const auto device = attribution::adb::chooseDevice(attribution::adb::readDevices(list.value()), serial);
    if (!device)
        return device.error();
    AdbPhone phone{device.value(), false};
    // A server that knows no features has phones without the newer shell.
    if (const auto features = askAdb(server, "host-serial:" + phone.device.serial + ":features"))
        phone.shellV2 = features.value().find("shell_v2") != std::string::npos;
    return phone;
}

} // namespace telltale::engine
