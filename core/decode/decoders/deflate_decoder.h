// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Deflate without any wrapping (RFC 1951), step "raw deflate". It has no mark, so it is accepted only
/// when the stream ends with the last octet and what comes out is text or a structure.
class DeflateDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "raw deflate"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
