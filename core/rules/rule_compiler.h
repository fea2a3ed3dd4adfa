// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>

namespace telltale::rules {

/// The data of CompiledRules for all rule files of @p folder, and of "trackers" below it: those that loadRules() and
/// loadTrackerFolder() read. The first file that is wrong is the error. The same files give the same octets.
base::Result<std::string> compileRules(const std::string &folder);

} // namespace telltale::rules
