// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// The envelope of Umeng's SDK: a Thrift compact struct whose field 7 is zlib of JSON; with field 10
/// (codex) at 1 it is also encrypted with AES-128-CBC under octets 1 to 16 of the signature in field 3
/// and a constant initial vector. Accepted only when all of what comes out inflates; step "aes-128-cbc"
/// with a note that the scheme is known from a published analysis.
class UmengDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "umeng"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
