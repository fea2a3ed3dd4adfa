// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// gzip, zlib and zstd by their headers; adds a step "gzip", "zlib" or "zstd". What breaks off is kept
/// as far as it could be read, with a verdict; zlib, whose header is weak, only when all of it inflates.
class CompressionDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "compression"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
