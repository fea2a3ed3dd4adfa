// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/digest_runs.h"
#include "leak/secret_set.h"

#include <string>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// A hash of a secret.
struct DigestMatch {
    std::uint32_t secret = 0;
    std::string match; ///< see recipes.h: "sha256(lower)", "base64(sha1):first 16"
};

/// The secrets whose hash, or its beginning of 8 octets or more, @p run is; each once, by its simplest
/// recipe.
std::vector<DigestMatch> findDigest(const SecretSet &secrets, const SecretSet::Index &index, const DigestRun &run);

/// The declared secrets that a whole value is a number of: a hash of 4 octets, or of 8 in decimal.
///
/// Four octets are found by accident: one secret has about 12 such hashes, so that one in 2^28 values
/// that look like one matches. 1 GB of requests has up to 2^20 of them: one secret in 250 would be
/// found there without reason. Hence declared secrets only, values that are nothing else, 8
/// hexadecimal digits or a decimal number under a @p key that speaks of hashes ("crc", "hash_em"); and
/// with more than 16 declared secrets under such a key only.
std::vector<DigestMatch> findNumber(
    const SecretSet &secrets, const SecretSet::Index &index, std::string_view value, std::string_view key);

} // namespace telltale::leak
