// SPDX-License-Identifier: GPL-3.0-or-later
#include "original_destination.h"

#include <netinet/in.h>
#include <sys/socket.h>

namespace telltale::relaying {

namespace {

/// SO_ORIGINAL_DST and IP6T_SO_ORIGINAL_DST; the kernel's headers for them do not go with libc's.
constexpr int originalDestinationOption = 80;

} // namespace

std::optional<asio::ip::tcp::endpoint> originalDestination(asio::ip::tcp::socket &socket)
{
    asio::error_code error;
    const bool six = socket.local_endpoint(error).address().is_v6();
    asio::ip::tcp::endpoint address(six ? asio::ip::tcp::v6() : asio::ip::tcp::v4(), 0);
    auto size = static_cast<socklen_t>(address.size());
    if (error
        || ::getsockopt(
               socket.native_handle(), six ? SOL_IPV6 : SOL_IP, originalDestinationOption, address.data(), &size)
            != 0)
        return std::nullopt;
    address.resize(size);
    return address;
}

net::Endpoint asEndpoint(const asio::ip::tcp::endpoint &address)
{
    if (address.address().is_v4())
        return {net::IpAddress::v4(address.address().to_v4().to_bytes()), address.port()};
    return {net::IpAddress::v6(address.address().to_v6().to_bytes()), address.port()};
}

} // namespace telltale::relaying
