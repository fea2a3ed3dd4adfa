// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decode_tree.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// The name under which a value stands: the nearest key on the way to the root that is no array
/// index; empty where there is none. A view into the tree.
std::string_view keyOf(const decode::DecodeTree &tree, std::uint32_t node);

/// The event a node belongs to: its nearest ancestor that is an element of an array or the whole of a
/// JSON text; the root where there is none. One number for each node, for the whole tree at once.
std::vector<std::uint32_t> eventNodes(const decode::DecodeTree &tree);

} // namespace telltale::leak
