// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "capture/interfaces.h"

#include <utility>
#include <vector>

namespace telltale::capture {

/// A station and the index of the interface it is behind.
using Neighbour = std::pair<int, Station>;

/// The entries in one netlink answer to RTM_GETNEIGH that name a unicast station by its hardware
/// address. Total. @p done becomes true at the answer's end, or where it cannot be understood.
std::vector<Neighbour> parseNeighbours(base::ByteView netlinkMessages, bool &done);

/// Asks the kernel. Empty where it does not answer.
std::vector<Neighbour> readNeighbours();

} // namespace telltale::capture
