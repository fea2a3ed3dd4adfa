// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// CBOR maps and arrays that hold words, step "cbor" (cbor_reader.h): members by their keys, elements as
/// "[0]", "[1]"….
class CborDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "cbor"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
