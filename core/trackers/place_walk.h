// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "decode/outgoing_message.h"
#include "rules/tracker_place.h"

#include <cstdint>
#include <string>
#include <vector>

namespace telltale::trackers {

/// A node of a message that a rule's place leads to.
struct FoundNode {
    const decode::LocatedTree *located = nullptr; ///< not owned; the message's
    std::uint32_t selected = 0; ///< the node the last key selected
    std::uint32_t value = 0; ///< the same, behind the decode steps that lead to one value
    base::ByteRange part; ///< of the value's content: all of it, or a segment of a path
};

/// The nodes @p place leads to, in the order of the message; at most @p most. Takes time proportional
/// to the part of the trees the keys do not rule out.
std::vector<FoundNode> findPlace(
    const decode::OutgoingMessage &message, const rules::TrackerPlace &place, std::size_t most);

/// What stands there, for people and globs: text, percent-decoded in a path.
std::string textOf(const FoundNode &found);

} // namespace telltale::trackers
