// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "decode/source_span.h"

#include <string_view>

namespace telltale::decode {

/// Percent-encoding, RFC 3986 § 2.1. A '%' without two hex digits stands for itself, as it does in
/// every lenient server.
EncodedUnit percentUnit(std::string_view text, std::size_t at);

enum class Plus : std::uint8_t {
    asItself,
    asSpace, ///< application/x-www-form-urlencoded (WHATWG URL § 5.1)
};

base::ByteBuffer decodePercent(std::string_view text, Plus plus);

/// True where decoding would change something.
bool needsPercentDecoding(std::string_view text, Plus plus);

/// True for text that was percent-encoded as a whole: it has %XX, and no '%' without hex digits.
bool isPercentEncoded(std::string_view text);

/// Value of a hex digit, -1 for any other character.
constexpr int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace telltale::decode
