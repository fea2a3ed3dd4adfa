// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/payload_access.h"

#include <QString>

#include <optional>

namespace telltale::inspector {

/// A pipeline for a POSIX shell that starts from the octets on the wire and prints the value of
/// @p node, so that anyone can repeat the decoding without this program. It uses printf, tr, sed,
/// base64, gunzip, jq and the like, and python3 where no common tool does it. Members that cannot be
/// selected by name are cut out by where they lie (tail, head). Nothing where the steps, the value or the
/// amount of data are not such that this would print exactly that value.
std::optional<QString> shellCommand(const bridge::PayloadTree &tree, int node);

} // namespace telltale::inspector
