// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Base64 in all its dialects, also behind a prefix of up to 64 characters ("data:…;base64,", "v1.") and
/// in the middle of its own alphabet, where the step's range is the part that was decoded. Accepted
/// only when something comes out: a structure that opens further, or readable text. Identifiers, words and numbers are
/// valid base64 too and must not become a layer.
class Base64Decoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "base64"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
