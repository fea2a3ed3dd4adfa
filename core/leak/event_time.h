// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "decode/decode_tree.h"

#include <optional>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// A time as payloads write it: seconds, milliseconds, microseconds or nanoseconds since 1970, told
/// apart by their size, a fraction allowed; or RFC 3339. Only from 2005 to 2100: other numbers are no times.
std::optional<base::Timestamp> parseEventTime(std::string_view text);

/// For each node of the tree the time that the nearest enclosing object states for its event ("time",
/// "event_time", "timestamp", "ts", "e_ts", "client_time", …), where one does.
std::vector<std::optional<base::Timestamp>> eventTimes(const decode::DecodeTree &tree);

} // namespace telltale::leak
