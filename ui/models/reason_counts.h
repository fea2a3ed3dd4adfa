// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"

#include <vector>

namespace telltale::models {

/// How many encrypted connections stayed closed for one reason.
struct ReasonCount {
    session::Reason reason = session::Reason::none;
    std::size_t connections = 0;
    session::ConnectionId first; ///< the earliest of them
};

/// For each reason that occurs, most frequent first.
[[nodiscard]] std::vector<ReasonCount> reasonCounts(const bridge::SessionStore &store);

} // namespace telltale::models
