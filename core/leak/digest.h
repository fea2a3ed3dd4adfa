// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace telltale::leak {

/// The hash functions secrets are looked for in. Seeds are 0.
enum class DigestKind : std::uint8_t {
    md5, ///< RFC 1321
    sha1, ///< FIPS 180-4, as the four after it
    sha224,
    sha256,
    sha384,
    sha512,
    sha3x224, ///< FIPS 202, as the three after it
    sha3x256,
    sha3x384,
    sha3x512,
    xxh64, ///< big-endian, as the reference program prints it
    murmur3x128, ///< x64 variant; halves big-endian, as they are printed
    murmur3x128le, ///< the same, little-endian, as its octets lie in memory
    crc32, ///< IEEE 802.3; this and the two below have 4 octets only
    xxh32,
    murmur3x32,
};
constexpr std::size_t digestKinds = 16;
constexpr std::size_t shortestDigest = 8; ///< in octets, of those that are found anywhere

constexpr bool isShort(DigestKind kind)
{
    return kind >= DigestKind::crc32;
}

/// "md5", "sha3-256": as it stands in the match of a leak.
std::string_view nameOf(DigestKind kind);

/// The octets of a digest; no allocation.
struct DigestValue {
    std::array<std::uint8_t, 64> octets{};
    std::size_t size = 0;
    [[nodiscard]] base::ByteView view() const { return base::ByteView(octets).first(size); }
    /// The first 8 octets as a number, big-endian; of short ones all 4.
    [[nodiscard]] std::uint64_t key() const;
};

/// Total. Any thread.
DigestValue digestOf(DigestKind kind, base::ByteView bytes);

} // namespace telltale::leak
