// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/listening_socket.h"

#include "engine/socket_address.h"

#include <cerrno>
#include <cstring>

namespace telltale::engine {

namespace {

constexpr int waitingConnections = 4;

base::Error cannotListen(const net::Endpoint &at, bool stream)
{
    const std::string place = at.ip.isNull() ? "port " + std::to_string(at.port) : at.text();
    return {base::ErrorKind::privilege,
        std::string("Nobody can listen at ") + (stream ? "TCP " : "UDP ") + place + ": " + std::strerror(errno) + ".",
        "Give an address of this computer and a port that is free, and the same in PCAPdroid."};
}

} // namespace

base::Result<capture::UniqueDescriptor> listenAt(const net::Endpoint &at, int type)
{
    const bool stream = type == SOCK_STREAM;
    SocketAddress address(at);
    capture::UniqueDescriptor socket(::socket(address.family(), type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (const int on = 1; stream) // else the port of a watch that has just ended is taken for a while
        ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (!socket.valid() || ::bind(socket.get(), address.raw(), *address.length()) != 0
        || (stream && ::listen(socket.get(), waitingConnections) != 0))
        return cannotListen(at, stream);
    return socket;
}

} // namespace telltale::engine
