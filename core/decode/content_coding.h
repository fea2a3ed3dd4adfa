// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/limits.h"

#include <string>
#include <string_view>
#include <vector>

namespace telltale::decode {

/// What came out of undoing one or several content codings.
struct DecodedContent {
    base::ByteBuffer bytes; ///< everything that could be decoded, also where it broke off
    bool complete = false; ///< the coded data ended where it should, and nothing is missing
    const char *limit = nullptr; ///< "decode.size_limit" or "decode.ratio_limit" when one was reached
    std::string problem; ///< one sentence for people when not complete, naming the coding
    std::string coding; ///< the coding that broke off; empty when complete
};

/// The codings of a Content-Encoding value in the order they were applied (RFC 9110 § 8.4), in lower
/// case and without "identity" and empty members. More than 16 are cut off there.
std::vector<std::string> contentCodings(std::string_view contentEncoding);

/// True for the names decodeCoding() undoes: gzip, x-gzip, deflate, br, zstd, identity (any case).
bool isKnownCoding(std::string_view coding);

/// Undoes one coding.
/// - gzip (RFC 1952) with any number of members; zero octets after the last are ignored, other
///   octets make it incomplete. "deflate" takes zlib (RFC 1950) and bare deflate (RFC 1951) alike;
///   "raw deflate", a name no header has, the latter alone, and nothing behind its end.
/// - br (RFC 7932), zstd (RFC 8878, several frames).
/// Output is bounded by limits.decodedBytes and limits.decodeRatio; short inputs may always grow to
/// 64 KiB. Unknown codings give no bytes and a problem. Total: any octets give an answer.
DecodedContent decodeCoding(base::ByteView coded, std::string_view coding, const base::Limits &limits = {});

/// Undoes all codings of a Content-Encoding value, the last applied first. Stops at the first one
/// that gives nothing; what was decoded until then is returned.
DecodedContent decodeContent(base::ByteView body, std::string_view contentEncoding, const base::Limits &limits = {});

} // namespace telltale::decode
