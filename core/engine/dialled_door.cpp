// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialled_door.h"

#include "engine/listening_socket.h"
#include "engine/socket_address.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <utility>

namespace telltale::engine {

namespace {

constexpr std::size_t readAtOnce = 65'536;

} // namespace

base::Result<std::unique_ptr<PhoneDoor>> DialledDoor::open(const net::Endpoint &at, const PhoneChoice &phone)
{
    auto socket = listenAt(at, SOCK_STREAM);
    if (!socket)
        return socket.error();
    return std::unique_ptr<PhoneDoor>(new DialledDoor(std::move(socket.value()), phone));
}

DialledDoor::DialledDoor(capture::UniqueDescriptor socket, const PhoneChoice &phone)
    : m_socket(std::move(socket))
    , m_buffer(readAtOnce)
{
    expect(phone);
}

net::Endpoint DialledDoor::address() const
{
    return localEnd(m_socket.get());
}

bool DialledDoor::accept(ArrivedCaptures &captures)
{
    SocketAddress dialler;
    capture::UniqueDescriptor accepted(
        ::accept4(m_socket.get(), dialler.raw(), dialler.length(), SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!accepted.valid())
        return false;
    if (!admit(dialler.endpoint().ip, captures))
        return true;
    m_phone = std::move(accepted);
    captures.begin();
    return true;
}

bool DialledDoor::read(ArrivedCaptures &captures)
{
    const ssize_t count = ::recv(m_phone.get(), m_buffer.data(), m_buffer.size(), 0);
    if (count > 0) {
        captures.append(base::ByteView(m_buffer).first(static_cast<std::size_t>(count)));
        return true;
    }
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    m_phone.reset();
    captures.end();
    return true;
}

bool DialledDoor::receive(ArrivedCaptures &captures)
{
    std::array<pollfd, 2> waiting{pollfd{m_socket.get(), POLLIN, 0}, pollfd{m_phone.get(), POLLIN, 0}};
    if (::poll(waiting.data(), waiting.size(), patience) <= 0)
        return false;
    // What the phone sent before it dialled again comes first.
    if (waiting[1].revents != 0)
        return read(captures);
    return accept(captures);
}

} // namespace telltale::engine
