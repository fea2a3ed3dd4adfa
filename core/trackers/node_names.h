// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "rules/tracker_table.h"
#include "rules/tracker_types.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace telltale::trackers {

/// Writes what an endpoint's rule knows into the trees of a message: names of fields whose keys tell
/// nothing, and Verdict::encrypted with the rule's reason on a body that cannot be read and that was
/// not opened into anything either. Keys, and so paths, stay as they are.
void nameNodes(const rules::TrackerEndpoint &endpoint, decode::OutgoingMessage &message);

/// The same with the rule the exchange was found to be for, if that rule is still there.
void nameNodes(const rules::TrackerTable &table, decode::OutgoingMessage &message);

/// A node whose value a rule knows.
struct KnownNode {
    std::size_t tree = 0; ///< in OutgoingMessage::trees
    std::uint32_t node = 0; ///< the one the rule's last key selects
    std::string name; ///< see session::SentData::name
    std::string why; ///< how the rule knows, one sentence; may be empty
};

/// All values the rule of the exchange knows, each time they stand there; of several rules for one node the first
/// counts. At most 10 000. Parts of a path are none: their node is all of it.
std::vector<KnownNode> knownNodes(const rules::TrackerTable &table, const decode::OutgoingMessage &message);

} // namespace telltale::trackers
