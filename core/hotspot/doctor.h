// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hotspot/finding.h"
#include "hotspot/system_facts.h"

#include <vector>

namespace telltale::hotspot {

/// What stands in the way, by these facts alone: worst first, else in the order in which it is mended.
std::vector<Finding> examine(const SystemFacts &facts);

} // namespace telltale::hotspot
