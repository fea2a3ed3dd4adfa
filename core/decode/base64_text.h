// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>
#include <span>
#include <string_view>

namespace telltale::decode {

/// What the characters of a base64 text tell besides the octets.
struct Base64Text {
    base::ByteBuffer octets;
    bool padded = false; ///< ends in '='
    bool spaces = false; ///< has spaces, taken for the '+' that a form decoder turned into them
    bool canonical = true; ///< unused bits of the last group are zero, as every encoder makes them
    bool cutOff = false; ///< ends inside a group
};

/// RFC 4648 § 4 and § 5: both alphabets (not mixed), with or without padding, line breaks allowed
/// (RFC 2045 § 6.8). Nothing for any other character.
std::optional<Base64Text> decodeBase64(std::string_view text);

/// The first octets (up to 24) without decoding the rest; gives how many.
std::size_t decodeBase64Head(std::string_view text, std::span<std::uint8_t, 24> into);

/// Whether all characters are of a base64 alphabet, without decoding; only then is it worth decoding.
bool isBase64Alphabet(std::string_view text);

/// Whether the first characters have capital and small letters both, as base64 of binary octets has:
/// hexadecimal identifiers and words do not.
bool hasBothCases(std::string_view text);

/// The base64 text hides readable text: its octets are text of sane shape, and the characters are not
/// an identifier, a word or a number that happens to be valid base64.
bool hidesText(std::string_view text, const Base64Text &decoded);

} // namespace telltale::decode
