// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// JSON Web Tokens in compact form, step "jwt", also behind "Bearer ": members "header", "payload" and
/// "signature" (RFC 7515 § 7.1), of which nothing is verified; of encrypted tokens (RFC 7516 § 7.1) the
/// header, and "ciphertext" with its verdict.
class JwtDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "jwt"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
