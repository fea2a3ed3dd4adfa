// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "decode/decode_tree.h"

#include <cstdint>
#include <vector>

namespace telltale::decode {

/// Adds a member for each name=value pair between '&' of the structure node @p structure (a form, a
/// query or a fragment), and a "percent" step below values that are not what they mean. Names are
/// decoded; a name without '=' has an empty value. Gives the nodes whose content is worth opening.
std::vector<std::uint32_t> addFormFields(DecodeTree &tree, std::uint32_t structure, const base::Limits &limits);

} // namespace telltale::decode
