// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// application/x-www-form-urlencoded (WHATWG URL § 5.1), by its shape or the content type.
class FormDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "form"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
