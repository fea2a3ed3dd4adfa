// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace telltale::dns {

/// "A", "HTTPS"; "TYPE65280" for numbers without a known name (RFC 3597 § 5).
std::string typeName(std::uint16_t type);
/// "NOERROR", "NXDOMAIN"; "RCODE77" for numbers without a known name. Takes the 12 bits of RFC 6891.
std::string rcodeName(std::uint16_t rcode);

/// Reads a domain name (RFC 1035 § 4.1.4) of @p message at @p offset and moves the offset behind it.
/// Presentation form without the last dot, the root as "."; dots and backslashes within a label
/// have a backslash before them, other octets that are not visible ASCII are written \DDD.
/// Nothing where the name is damaged: cut, longer than 255 octets, of a reserved label type, or
/// with a pointer that does not point backwards, by which loops are excluded.
std::optional<std::string> readName(base::ByteView message, std::size_t &offset);

/// A character-string in presentation form, with quotes: "\"v=spf1 -all\"".
std::string quoted(base::ByteView text);

/// RFC 3597 § 5: "\# 4 c0000201".
std::string unknownData(base::ByteView data);

} // namespace telltale::dns
