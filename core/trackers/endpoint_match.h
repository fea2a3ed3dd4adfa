// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "rules/tracker_table.h"
#include "session/values.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace telltale::trackers {

/// What of a rule a request does not meet, its host aside.
enum class Obstacle : std::uint8_t { none, method, path, content };

/// The host a request went to, without port.
std::string_view hostOf(const session::Exchange &exchange);

struct Fit {
    Obstacle obstacle = Obstacle::none;
    const rules::TrackerCondition *unmet = nullptr; ///< of content: the first that does not hold
    std::size_t pathWeight = 0; ///< how much of the path the rule names; greater is more specific
};

Fit fit(const rules::TrackerEndpoint &endpoint, const decode::OutgoingMessage &message);

/// The endpoint that says most about this request: the most specific host counts first, then the path, then
/// the number of conditions, then the order of the rules. Nothing where no rule fits; for most hosts
/// that costs the look-up of the host alone.
std::optional<rules::TrackerRule> endpointOf(const rules::TrackerTable &table, const decode::OutgoingMessage &message);

/// The rule's words on the request, for the exchange.
session::TrackerMatch describe(const rules::TrackerRule &rule);

} // namespace telltale::trackers
