// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "decode/source_span.h"

#include <string_view>

namespace telltale::decode {

/// Between the quotes of a JSON string (RFC 8259 § 7): an escape, a surrogate pair of two escapes, or
/// one octet. A lone surrogate stands for U+FFFD.
EncodedUnit jsonUnit(std::string_view text, std::size_t at);

/// What the characters between the quotes stand for, in UTF-8.
base::ByteBuffer decodeJsonString(std::string_view text);

} // namespace telltale::decode
