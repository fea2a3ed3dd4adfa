// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/limits.h"

#include <optional>
#include <string_view>

namespace telltale::decode {

/// How LZString (pieroxy/lz-string) writes its bit stream as characters.
enum class LzStringForm : std::uint8_t {
    base64, ///< compressToBase64: RFC 4648 § 4, padded to groups of four
    uriComponent, ///< compressToEncodedURIComponent: '+', '-' and a '$' for padding
    utf16, ///< compressToUTF16: 15 bits a character, 32 added; the characters here as UTF-8
};

/// Whether @p text could be LZString of JSON: its first ten bits must stand for '{' or '['. Cheap.
bool beginsLikeLzString(std::string_view text, LzStringForm form);

/// The text (UTF-8) that @p text was made of. Nothing where it is not LZString from end to end, or
/// where more than limits.decodedBytes octets, or more than limits.decodeRatio for each octet, come out.
std::optional<base::ByteBuffer> decodeLzString(std::string_view text, LzStringForm form, const base::Limits &limits);

} // namespace telltale::decode
