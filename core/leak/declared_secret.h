// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// What a declared secret is: decides its spellings (spellings.h) and what a leak of it is called.
enum class SecretKind : std::uint8_t { text, search, name, address, email, phone, imei, gaid, mac, id, url };
constexpr std::size_t secretKinds = 11;

/// "email": the word before the colon.
std::string_view nameOf(SecretKind kind);
/// "e-mail address": for people.
std::string_view titleOf(SecretKind kind);

struct DeclaredSecret {
    SecretKind kind = SecretKind::text;
    std::string text; ///< without white space around it
    std::size_t line = 0; ///< in its file, from 1; 0 without a file
    friend bool operator==(const DeclaredSecret &, const DeclaredSecret &) = default;
};

/// Reads "KIND: TEXT", or any other text, whose kind is guessed from its shape. The kinds are those of SecretKind, in
/// any case, and white space follows the colon: "email: jane@example.org", "purple otter 4821". An error where the text
/// has not the shape of its kind (an IMEI without 15 digits); @p place begins its message.
base::Result<DeclaredSecret> parseSecret(std::string_view text, std::string_view place);

/// One secret a line; empty lines and lines that begin with '#' are passed over. Errors name @p file
/// and the line, and never the secret.
base::Result<std::vector<DeclaredSecret>> parseSecretLines(std::string_view text, std::string_view file);

/// "email: jane@example.org": parseSecret() of it gives the secret again.
std::string lineOf(const DeclaredSecret &secret);

/// Why a secret finds too much or nothing.
struct Weakness {
    bool refused = false; ///< not looked for at all; otherwise only as a whole value
    std::string reason; ///< "has less than 2 characters"; does not quote the secret
};
std::optional<Weakness> weaknessOf(const DeclaredSecret &secret);

} // namespace telltale::leak
