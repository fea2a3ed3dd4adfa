// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace telltale::cli {

/// CONTRACT's exit status.
enum class ExitStatus : int { done = 0, usage = 1, input = 2, leak = 3, privilege = 4 };

constexpr ExitStatus exitStatusOf(base::ErrorKind kind)
{
    switch (kind) {
    case base::ErrorKind::usage: return ExitStatus::usage;
    case base::ErrorKind::privilege: return ExitStatus::privilege;
    case base::ErrorKind::input:
    case base::ErrorKind::output: break;
    }
    return ExitStatus::input;
}

} // namespace telltale::cli
