// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule_set.h"
#include "session/values.h"

#include <string>

/// One line for people for each record that text output shows. Control characters of the traffic
/// are replaced, so that a payload cannot drive the terminal.
namespace telltale::cli {

std::string textLine(const session::Connection &connection); ///< only what could not be read; else empty
std::string textLine(const session::Exchange &exchange);
std::string textLine(const session::Search &search);
std::string textLine(const session::Leak &leak, const rules::RuleSet &rules);
std::string textLine(const session::Profile &profile); ///< empty where nothing can be joined but identifiers
std::string textLine(const session::Summary &summary);

} // namespace telltale::cli
