// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Hexadecimal text, accepted only when a structure or readable text comes out.
class HexDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "hex"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
