// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

#include <sys/socket.h>

namespace telltale::engine {

/// An end of a connection as the calls of the socket interface take and give it (ip(7), ipv6(7)).
class SocketAddress {
public:
    /// To be filled by a call: raw() and length().
    SocketAddress() = default;
    /// A null address stands for any of this computer's of IPv4.
    explicit SocketAddress(const net::Endpoint &endpoint);

    [[nodiscard]] sockaddr *raw() { return reinterpret_cast<sockaddr *>(&m_storage); }
    [[nodiscard]] socklen_t *length() { return &m_length; }
    /// AF_INET or AF_INET6; another where a call gave it.
    [[nodiscard]] int family() const { return m_storage.ss_family; }
    /// IPv4 in a socket of IPv6 is IPv4; null for other families.
    [[nodiscard]] net::Endpoint endpoint() const;

private:
    sockaddr_storage m_storage{};
    socklen_t m_length = sizeof(sockaddr_storage);
};

/// Where this end of a socket is.
net::Endpoint localEnd(int descriptor);

/// Waits up to @p milliseconds for @p events (poll(2)) of a descriptor; true when there is one, or its end.
bool isReady(int descriptor, short events, int milliseconds);

} // namespace telltale::engine
