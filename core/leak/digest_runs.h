// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace telltale::leak {

enum class DigestWriting : std::uint8_t { hex, base64, uuid, octets };

/// "", "base64", "uuid", "octets": the outermost encoding in the match of a leak.
std::string_view nameOf(DigestWriting writing);

/// Characters that may be a hash or the beginning of one.
struct DigestRun {
    base::ByteRange range; ///< in the content, padding included
    DigestWriting writing = DigestWriting::hex;
    std::uint8_t characters = 0; ///< without padding
    std::uint8_t size = 0; ///< octets known for sure, 8 to 64
    std::array<std::uint8_t, 64> octets{};

    [[nodiscard]] base::ByteView view() const { return base::ByteView(octets).first(size); }
    /// The first 8 octets, big-endian: as DigestValue::key().
    [[nodiscard]] std::uint64_t key() const;
};

/// Appends what in @p content may be a hash:
/// - 16 to 128 hexadecimal digits between characters that are no letters or digits;
/// - 11 to 88 characters of either base64 alphabet, not all of them upper case, lower case or digits, as
///   words and numbers are (that misses one in 10^4 hashes cut to 11 characters, one in 10^8 MD5s);
/// - a UUID; a content that is nothing but 16, 20, 28, 32, 48 or 64 octets and no text.
///
/// Accidents: what is found is compared by 8 octets or more. With 400 digests a declared secret and
/// 2^24 runs in 1 GB of traffic, one secret is found by accident in one of 2^31 GB (2^64 / 2^24 / 400);
/// with 10 000 secrets in one of 2^18 GB.
void findDigestRuns(std::string_view content, std::vector<DigestRun> &found);

} // namespace telltale::leak
