// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialled_door.h"

#include "capture/pcap_parser.h"
#include "capture/pcapng_parser.h"
#include "engine/listening_socket.h"
#include "engine/socket_address.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <utility>

namespace telltale::engine {

namespace {

constexpr std::size_t readAtOnce = 65'536;
constexpr std::size_t magicLength = 4; // of both formats

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
    const net::IpAddress from = dialler.endpoint().ip;
    if (!admits(from, captures))
        return true;
    m_phone = std::move(accepted);
    m_dialler = from;
    m_beginning.clear();
    captures.begin();
    return true;
}

void DialledDoor::look(base::ByteView octets, ArrivedCaptures &captures)
{
    if (m_beginning.size() == magicLength)
        return;
    const auto some = octets.first(std::min(octets.size(), magicLength - m_beginning.size()));
    m_beginning.insert(m_beginning.end(), some.begin(), some.end());
    if (m_beginning.size() == magicLength
        && (capture::PcapParser::recognises(m_beginning) || capture::PcapngParser::recognises(m_beginning)))
        hear(m_dialler, captures);
}

bool DialledDoor::read(ArrivedCaptures &captures)
{
    const ssize_t count = ::recv(m_phone.get(), m_buffer.data(), m_buffer.size(), 0);
    if (count > 0) {
        const auto octets = base::ByteView(m_buffer).first(static_cast<std::size_t>(count));
        look(octets, captures);
        captures.append(octets);
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
