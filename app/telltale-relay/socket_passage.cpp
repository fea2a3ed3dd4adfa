// SPDX-License-Identifier: GPL-3.0-or-later
#include "socket_passage.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

namespace telltale::relaying {

namespace {

constexpr std::size_t payload = sizeof(SocketPassage::Pair);

/// A message of one octet, which a message with descriptors needs, with room for a pair.
struct Message {
    Message()
    {
        part = {&octet, 1};
        header.msg_iov = &part;
        header.msg_iovlen = 1;
        header.msg_control = control.data();
        header.msg_controllen = control.size();
    }

    char octet = 0;
    iovec part{};
    msghdr header{};
    alignas(cmsghdr) std::array<unsigned char, CMSG_SPACE(payload)> control{};
};

} // namespace

SocketPassage::SocketPassage()
{
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, m_ends.data()) != 0)
        m_ends = {-1, -1};
}

SocketPassage::~SocketPassage()
{
    for (const int end : m_ends)
        if (end >= 0)
            ::close(end);
}

bool SocketPassage::give(Pair sockets)
{
    Message message;
    cmsghdr *rights = CMSG_FIRSTHDR(&message.header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(payload);
    std::memcpy(CMSG_DATA(rights), sockets.data(), payload);
    ssize_t sent = 0;
    do
        sent = ::sendmsg(m_ends[1], &message.header, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    for (const int socket : sockets)
        ::close(socket);
    return sent == 1;
}

std::optional<SocketPassage::Pair> SocketPassage::take()
{
    Message message;
    ssize_t got = 0;
    do
        got = ::recvmsg(m_ends[0], &message.header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    const cmsghdr *rights = got == 1 ? CMSG_FIRSTHDR(&message.header) : nullptr;
    if (rights == nullptr || rights->cmsg_type != SCM_RIGHTS)
        return std::nullopt;
    Pair sockets{-1, -1};
    std::memcpy(sockets.data(), CMSG_DATA(rights), std::min<std::size_t>(payload, rights->cmsg_len - CMSG_LEN(0)));
    if (sockets[1] >= 0)
        return sockets;
    ::close(sockets[0]); // the table had room for one only
    return std::nullopt;
}

} // namespace telltale::relaying
