// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// multipart/form-data (RFC 7578): a member for each part, keyed by its name.
class MultipartDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "multipart"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
