// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace telltale::capturing {

/// One table of the kernel's packet filter.
struct TableEntry {
    std::uint8_t family = 0; ///< NFPROTO_…
    std::string name;
    std::uint32_t flags = 0; ///< NFT_TABLE_F_…
    std::uint32_t owner = 0; ///< netlink port of the socket it belongs to; 0: nobody's
};

/// The tables in one netlink answer to NFT_MSG_GETTABLE. Total. @p done becomes true at its end, or
/// where it cannot be understood.
std::vector<TableEntry> parseTables(base::ByteView netlinkMessages, bool &done);

/// Asks the kernel; libnftables does not tell whose a table is. An error of kind privilege without
/// CAP_NET_ADMIN.
base::Result<std::vector<TableEntry>> listTables();

/// "process 4711 (telltale-capt)" for a netlink port, as far as it is known. The kernel takes the
/// process id for a process's first such socket.
std::string ownerText(std::uint32_t port);

} // namespace telltale::capturing
