// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <string>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// "c12.x3.l5f0c1a9e": the exchange, and a hash of what leaked and where. The same in every run.
std::string leakId(session::ExchangeId exchange, session::LeakKind kind, std::string_view folded,
    std::string_view location, const std::vector<std::string> &path);

} // namespace telltale::leak
