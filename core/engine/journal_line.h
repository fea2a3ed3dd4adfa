// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/finding.h"

#include <optional>
#include <string>
#include <string_view>

namespace telltale::engine {

/// What a line of a session's journal means for the analysis: an event of the relay, a mark of
/// private browsing, the end of the interception, or what was told of the phone's apps (attribution/phone_event.h).
/// Nothing for all other lines, and for what is no line of a journal.
std::optional<Finding> findingOf(std::string_view line);

/// The line that findingOf() reads again: `{"entry":"interception","time":…,"on":false}`, without line end.
std::string journalLineOf(const InterceptionEnd &end);

} // namespace telltale::engine
