// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "rules/tracker_types.h"
#include "session/values.h"

#include <cstddef>
#include <vector>

namespace telltale::trackers {

/// Most values of one request (session::Exchange::data).
constexpr std::size_t mostSentValues = 64;
/// Octets kept of one value.
constexpr std::size_t longestSentValue = 1024;

/// The values an endpoint's rule names, in the order of the rule, then of the message. A value that stands
/// there several times is given once, with its first place. Where there are more than mostSentValues,
/// each part of the rule gives its first ones in turn, so that none is crowded out by another.
///
/// Left out: what is empty, null, or no text; values of another shape than the rule says; of
/// identifiers also placeholders.
std::vector<session::SentData> sentValues(
    const rules::TrackerEndpoint &endpoint, const decode::OutgoingMessage &message);

} // namespace telltale::trackers
