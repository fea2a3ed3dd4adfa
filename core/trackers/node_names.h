// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "rules/tracker_table.h"
#include "rules/tracker_types.h"

namespace telltale::trackers {

/// Writes what an endpoint's rule knows into the trees of a message: names of fields whose keys tell
/// nothing, and Verdict::encrypted with the rule's reason on a body that cannot be read and that was
/// not opened into anything either. Keys, and so paths, stay as they are.
void nameNodes(const rules::TrackerEndpoint &endpoint, decode::OutgoingMessage &message);

/// The same with the rule the exchange was found to be for, if that rule is still there.
void nameNodes(const rules::TrackerTable &table, decode::OutgoingMessage &message);

} // namespace telltale::trackers
