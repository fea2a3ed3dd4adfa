// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/tracker_types.h"

#include <string>
#include <vector>

namespace telltale::rules {

/// The *.toml of a folder, in the order of their names, hidden ones left out. A folder that cannot be
/// read, or that holds more than 1000, is an error.
base::Result<std::vector<std::string>> trackerFilesIn(const std::string &folder);

/// Reads them all; the first problem is the error.
base::Result<std::vector<TrackerService>> loadTrackerFolder(const std::string &folder);

/// Where a user keeps tracker rules of their own: telltale/rules below $XDG_CONFIG_HOME or ~/.config;
/// empty where there is no such folder.
std::string userTrackerFolder();

} // namespace telltale::rules
