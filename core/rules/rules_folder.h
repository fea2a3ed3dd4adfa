// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace telltale::rules {

/// Where the rule files lie: $TELLTALE_RULES; else ../share/telltale/rules beside the program; else
/// the sources this was built from. The first folder that holds search_engines.toml; when none does,
/// the installed place, so that the error of loadRules() names it. TELLTALE_RULES is always obeyed.
std::string defaultRulesFolder();

/// A file that comes with the program, named as below resources/: "countries/server_countries.table". In
/// ../share/telltale beside the program, else in the sources this was built from.
std::string bundledFile(const std::string &name);

} // namespace telltale::rules
