// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Base32 (RFC 4648 § 6), step "base32", accepted only when a structure or words come out.
class Base32Decoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "base32"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
