// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Pictures, step "image" with a note on format and size: so that nothing else is read into them.
class ImageDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "image"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
