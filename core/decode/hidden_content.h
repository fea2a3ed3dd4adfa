// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/limits.h"

#include <string_view>

namespace telltale::decode {

/// Whether octets that came out of base64, base32 or hexadecimal text are worth a layer: a structure
/// that the decoders open further, text or binary, or compressed text. Mere words are not asked for here.
bool hidesStructure(base::ByteView octets, const base::Limits &limits);

/// Whether octets that begin like this could be one of the binary structures, a picture or bare deflate:
/// the quick test that keeps identifiers from being decoded as a whole.
/// @param head  the first octets, up to 24  @param size  how many there are about, all together
bool beginsLikeBinaryStructure(base::ByteView head, std::size_t size);

} // namespace telltale::decode
