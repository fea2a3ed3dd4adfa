// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace telltale::cli {

/// CONTRACT's exit status.
enum class ExitStatus : int { done = 0, usage = 1, input = 2, leak = 3, privilege = 4 };

constexpr ExitStatus exitStatusOf(base::ErrorKind kind)
{
    return static_cast<ExitStatus>(base::processStatusOf(kind));
}

} // namespace telltale::cli
