// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datagram_door.h"

#include "engine/listening_socket.h"
#include "engine/socket_address.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <utility>

namespace telltale::engine {

namespace {

constexpr std::size_t longestDatagram = 65'535;
constexpr int receiveBuffer = 4 << 20; // the exporter sends half a megabyte at a time
constexpr int datagramsAtOnce = 256; // what is parsed before the system's buffer is emptied on

/// The system's count of datagrams it had no room for (SO_RXQ_OVFL, socket(7)).
std::optional<std::uint32_t> dropsOf(msghdr &message)
{
    for (cmsghdr *part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
        std::uint32_t count = 0;
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SO_RXQ_OVFL || part->cmsg_len < CMSG_LEN(sizeof count))
            continue;
        std::memcpy(&count, CMSG_DATA(part), sizeof count);
        return count;
    }
    return std::nullopt;
}

} // namespace

base::Result<std::unique_ptr<PhoneDoor>> DatagramDoor::open(const net::Endpoint &at, const PhoneChoice &phone)
{
    auto socket = listenAt(at, SOCK_DGRAM);
    if (!socket)
        return socket.error();
    const int on = 1;
    ::setsockopt(socket.value().get(), SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    ::setsockopt(socket.value().get(), SOL_SOCKET, SO_RXQ_OVFL, &on, sizeof on);
    return std::unique_ptr<PhoneDoor>(new DatagramDoor(std::move(socket.value()), phone));
}

DatagramDoor::DatagramDoor(capture::UniqueDescriptor socket, const PhoneChoice &phone)
    : m_socket(std::move(socket))
    , m_buffer(longestDatagram)
{
    expect(phone);
}

net::Endpoint DatagramDoor::address() const
{
    return localEnd(m_socket.get());
}

bool DatagramDoor::takeOne(ArrivedCaptures &captures)
{
    SocketAddress sender;
    iovec part{m_buffer.data(), m_buffer.size()};
    alignas(cmsghdr) std::array<char, 64> control;
    msghdr message{sender.raw(), *sender.length(), &part, 1, control.data(), control.size(), 0};
    const ssize_t count = ::recvmsg(m_socket.get(), &message, 0);
    if (count < 0)
        return false;
    const auto dropped = dropsOf(message);
    if (dropped && *dropped != static_cast<std::uint32_t>(m_dropped)) {
        m_dropped += static_cast<std::uint32_t>(*dropped - static_cast<std::uint32_t>(m_dropped)); // it may run over
        captures.tell(capture::DropCount{m_received + m_dropped, m_dropped});
    }
    const net::IpAddress from = sender.endpoint().ip;
    if (!admits(from, captures))
        return true;
    ++m_received;
    const auto piece = m_datagrams.take(base::ByteView(m_buffer).first(static_cast<std::size_t>(count)));
    if (piece.octets.empty()) {
        captures.tell(base::Anomaly{
            "capture.odd_datagram", "A datagram of " + std::to_string(count) + " octets is no part of a capture."});
        return true;
    }
    hear(from, captures);
    if (piece.begins)
        captures.begin();
    captures.append(piece.octets);
    return true;
}

bool DatagramDoor::receive(ArrivedCaptures &captures)
{
    if (!isReady(m_socket.get(), POLLIN, patience))
        return false;
    bool any = false;
    for (int i = 0; i < datagramsAtOnce && takeOne(captures); ++i)
        any = true;
    return any;
}

} // namespace telltale::engine
