// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/tracker_types.h"

#include <string>
#include <string_view>

namespace telltale::rules {

/// Reads one tracker file; any text gives rules, or an error "FILE:LINE:COLUMN: problem" with its remedy.
base::Result<TrackerService> readTrackerRules(std::string_view text, const std::string &fileName);

} // namespace telltale::rules
