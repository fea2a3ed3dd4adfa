// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace telltale::capturing {

/// Leaves this process only the system calls of the capture loop (seccomp filter, for good). After
/// dropPrivileges(), which sets no_new_privs, and before the first packet.
///
/// What is not on the list ends the process: code that does something else is no longer ours, and the
/// end is harmless, as the redirection goes with it and the phone stays online. Only what the C
/// library or libpcap may try on the way (names in a filter ask for files and sockets) is refused
/// with EPERM instead, which they report.
base::Status confine();

} // namespace telltale::capturing
