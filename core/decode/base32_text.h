// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string_view>

namespace telltale::decode {

/// RFC 4648 § 6: base32 of one case, with or without padding. Nothing for other characters, a length
/// no encoder makes, or unused bits that are not zero.
std::optional<base::ByteBuffer> decodeBase32(std::string_view text);

} // namespace telltale::decode
