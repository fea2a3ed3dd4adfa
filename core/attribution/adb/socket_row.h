// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace telltale::attribution::adb {

/// A socket of the phone and the user id it belongs to.
struct SocketRow {
    net::Transport transport = net::Transport::tcp;
    net::Endpoint local; ///< null address: any address of the phone
    net::Endpoint remote; ///< null address: nobody in particular, as of an unconnected UDP socket
    std::uint32_t uid = 0;
    friend auto operator<=>(const SocketRow &, const SocketRow &) = default;
};

/// A line of /proc/net/{tcp,tcp6,udp,udp6} as `grep :` gives it, with the file's name in front
/// (proc(5); the columns are sl, local_address, rem_address, st, queues, timer, retransmits, uid).
/// Addresses are 32-bit words in little-endian hexadecimal; IPv4-mapped ones become IPv4.
/// Nothing for other lines, and for sockets that can tell nothing: those of uid 0 (TIME_WAIT and orphans have
/// no other), listening ones, those that stay inside the phone.
std::optional<SocketRow> readSocketRow(std::string_view line);

} // namespace telltale::attribution::adb
