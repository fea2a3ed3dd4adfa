// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Absolute URLs: adds "query" and "fragment" with their fields; fields hold the value as written, and
/// a "percent" step below where that differs from what it means.
class UrlDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "url"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
