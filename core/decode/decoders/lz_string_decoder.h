// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// LZString in its three written forms, step "lzstring" with a note that names the form; accepted
/// only when JSON comes out. CleverTap and others send it in a query.
class LzStringDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "lzstring"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
