// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace telltale::capturing {

/// Gives up every capability for good (permitted, effective, inheritable, ambient, and the bounding
/// set where that is allowed) and root's identity: for that of who called sudo or pkexec, else nobody.
/// Then looks whether they are gone, and closes the process to debuggers. After an error the program
/// must end: it still holds rights.
base::Status dropPrivileges();

} // namespace telltale::capturing
