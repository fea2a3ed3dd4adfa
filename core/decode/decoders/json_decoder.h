// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// One JSON text. Members are keyed by their name, elements "[0]", "[1]"…; a string's content is what
/// stands between its quotes, with the escapes resolved. A text that is cut off gives what came before.
class JsonDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "json"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
