// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Text that is percent-encoded as a whole, outside forms: there '+' stands for itself.
class PercentDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "percent"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
