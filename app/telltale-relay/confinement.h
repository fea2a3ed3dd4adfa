// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace telltale::relaying {

/// Is there an identity of a user to take where root started the program (SUDO_UID, PKEXEC_UID)? The
/// authority then belongs to that user and is opened afterwards.
bool startedForUser();

/// Where root started it: becomes that user, or nobody. Gives up every capability for good, forbids new
/// ones, looks whether they are gone, keeps others from reading this process's memory, and asks to be
/// ended with the parent @p parent. After an error the program must end: it still holds rights.
base::Status dropRights(int parent);

/// Lets through only the system calls that moving bytes between sockets needs; no file can be opened and
/// no program started afterwards. Others fail with EPERM.
base::Status confine();

/// As many descriptors as the system allows; returns their number.
std::size_t raiseDescriptorLimit();

} // namespace telltale::relaying
