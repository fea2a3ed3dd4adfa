// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <chrono>

namespace telltale::engine {

/// This computer's clock: for what is recorded of a watch, never for packets.
inline base::Timestamp clockTime()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::nanoseconds>(sinceEpoch).count()};
}

} // namespace telltale::engine
