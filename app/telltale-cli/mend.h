// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arguments.h"
#include "exit_status.h"

namespace telltale::cli {

/// doctor --mend: takes back what an earlier run left, mends what is in the way, holds that until SIGINT,
/// SIGTERM, SIGHUP or the end of standard input, and takes everything back. Never as root: what needs it is run by
/// sudo or pkexec, command by command.
ExitStatus mend(const Arguments &arguments);

} // namespace telltale::cli
