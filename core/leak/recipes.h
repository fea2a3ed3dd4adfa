// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/digest.h"
#include "leak/spellings.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// What the `match` of a leak says: which transformation of the secret stands on the wire.
///
///     match    = "plain" | term [ ":first " NUMBER ]
///     term     = name [ "(" term ")" ]
///     name     = spelling | encoding | hash
///     spelling = those of spellings.h: "lower", "upper", "nospace", "digits", …
///     encoding = "base64" | "hex" | "octets" | "uuid" | "utf16le" | "utf16be" | "escapes" | "upper"
///     hash     = "md5" | "sha1" | "sha224" | "sha256" | "sha384" | "sha512" | "sha3-224" | "sha3-256" |
///                "sha3-384" | "sha3-512" | "xxh64" | "murmur3-128" | "crc32" | "xxh32" | "murmur3-32"
///
/// The outermost name is what was done last. A name without brackets was done to the secret as it was
/// declared. A hash is written in hexadecimal digits of either case unless an encoding says otherwise:
/// "sha256(lower)", "md5(upper(md5))" (of upper-case digits), "base64(sha1)" (of its octets, either
/// alphabet, with or without padding), "uuid(md5)" (with dashes), "octets(sha256)". Where only the
/// beginning of a hash stands there, ":first 16" gives the number of characters.
namespace telltale::leak {

/// A chain of steps from a spelling to a digest.
struct Recipe {
    /// Numbers of DigestKind, or one of the encodings below.
    enum Step : std::uint8_t { base64 = 64, upperHex, octets, utf16le };
    static constexpr std::size_t longest = 3;

    std::array<std::uint8_t, longest> steps{}; ///< from the innermost
    std::uint8_t count = 0;
    [[nodiscard]] Recipe then(std::uint8_t step) const;
};

/// "sha256(md5(lower))".
std::string nameOf(const Recipe &recipe, std::string_view spelling);
/// "base64(lower)"; "plain" and "base64" where the inner name is empty.
std::string nested(std::string_view outer, std::string_view inner);

/// How far hashing goes.
enum class HashDepth : std::uint8_t {
    shallow, ///< one hash: for harvested secrets, of which there may be many
    deep, ///< three layers, hashes of encodings, and hashes of 4 octets: for declared ones
};

/// Called for each digest; true ends the enumeration.
using DigestVisitor = std::function<bool(const Spelling &, const Recipe &, const DigestValue &)>;

/// Makes the digests of all hashed spellings, simple ones first: 13 each, deep ones 94.
void forEachDigest(const std::vector<Spelling> &spellings, HashDepth depth, const DigestVisitor &visit);

} // namespace telltale::leak
