// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

#include <string>

namespace telltale::capturing {

/// The commands, for libnftables, that make the table @p name of this redirection (see nft(8)):
///  - TCP connections of the stations to the chosen ports go to the relay of their address family,
///    save those to this computer itself;
///  - where there is no relay of a family, they are refused with a reset, so that the phone takes the
///    other family at once instead of going past the relay unseen;
///  - UDP port 443 is refused likewise where that was asked for;
///  - the relay's port is closed to everybody but the stations on the interface.
/// The flag owner ties the table to the netlink socket that makes it. A second, empty table with the
/// interface in its name keeps others from redirecting the same interface.
std::string redirectRules(const std::string &name, const Options &options);

/// The table's name: "telltale", and with the interface's name for the second one on a computer.
std::string tableName(const Options &options, bool first);

} // namespace telltale::capturing
