// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/socket_address.h"

#include <cstring>
#include <netinet/in.h>
#include <poll.h>

namespace telltale::engine {

SocketAddress::SocketAddress(const net::Endpoint &endpoint)
{
    const auto octets = endpoint.ip.bytes();
    if (endpoint.ip.isV6()) {
        sockaddr_in6 six{};
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(endpoint.port);
        std::memcpy(&six.sin6_addr, octets.data(), octets.size());
        std::memcpy(&m_storage, &six, sizeof six);
        m_length = sizeof six;
        return;
    }
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_port = htons(endpoint.port);
    if (!octets.empty())
        std::memcpy(&four.sin_addr, octets.data(), octets.size());
    std::memcpy(&m_storage, &four, sizeof four);
    m_length = sizeof four;
}

net::Endpoint SocketAddress::endpoint() const
{
    if (m_storage.ss_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &m_storage, sizeof four);
        const auto *octets = reinterpret_cast<const std::uint8_t *>(&four.sin_addr);
        return {net::IpAddress::v4({octets, sizeof four.sin_addr}), ntohs(four.sin_port)};
    }
    if (m_storage.ss_family != AF_INET6)
        return {};
    sockaddr_in6 six{};
    std::memcpy(&six, &m_storage, sizeof six);
    const base::ByteView octets(reinterpret_cast<const std::uint8_t *>(&six.sin6_addr), sizeof six.sin6_addr);
    constexpr std::size_t prefix = 12;
    const auto ip =
        IN6_IS_ADDR_V4MAPPED(&six.sin6_addr) ? net::IpAddress::v4(octets.subspan(prefix)) : net::IpAddress::v6(octets);
    return {ip, ntohs(six.sin6_port)};
}

net::Endpoint localEnd(int descriptor)
{
    SocketAddress address;
    return ::getsockname(descriptor, address.raw(), address.length()) == 0 ? address.endpoint() : net::Endpoint{};
}

bool isReady(int descriptor, short events, int milliseconds)
{
    pollfd waiting{descriptor, events, 0};
    return ::poll(&waiting, 1, milliseconds) > 0;
}

} // namespace telltale::engine
