// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <string_view>

namespace telltale::decode {

/// The smallest piece of an encoded text that stands for octets of its own.
struct EncodedUnit {
    std::size_t source = 0; ///< characters it takes; 0 only at the end of the text
    std::size_t octets = 0; ///< octets it stands for
};

/// Tells the unit that begins at @p at.
using UnitAt = EncodedUnit (*)(std::string_view text, std::size_t at);

/// The range of @p text whose units stand for @p part of the decoded octets.
base::ByteRange sourceSpan(std::string_view text, base::ByteRange part, UnitAt unitAt);

/// The same for groups of characters (base64: 4 for 3 octets, hex: 2 for 1), not counting white
/// space between the characters.
base::ByteRange groupSpan(std::string_view text, base::ByteRange part, std::size_t characters, std::size_t octets);

} // namespace telltale::decode
