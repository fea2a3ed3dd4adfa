// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

#include <asio/ip/tcp.hpp>
#include <optional>

namespace telltale::relaying {

/// Where a connection that the firewall redirected here was going (SO_ORIGINAL_DST of netfilter); nothing
/// where it was not redirected or the kernel does not know.
std::optional<asio::ip::tcp::endpoint> originalDestination(asio::ip::tcp::socket &socket);

net::Endpoint asEndpoint(const asio::ip::tcp::endpoint &address);

} // namespace telltale::relaying
