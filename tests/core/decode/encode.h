// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string>
#include <string_view>

/// What senders do to their payloads, written apart from the decoders so that tests do not prove
/// a mistake with itself.
namespace telltale::decode::test {

enum class Compression : int { zlib = 15, rawDeflate = -15, gzip = 31 };

std::string compress(std::string_view text, Compression format = Compression::gzip);
std::string inflateAll(std::string_view octets); ///< gzip or zlib; empty when damaged
std::string base64(std::string_view octets);
std::string base64Url(std::string_view octets); ///< unpadded
std::string unbase64(std::string_view text);
std::string percentEncode(std::string_view text);
std::string percentDecode(std::string_view text);
std::string hex(std::string_view octets);

} // namespace telltale::decode::test
