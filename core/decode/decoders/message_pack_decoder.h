// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// MessagePack maps and arrays that hold words, step "messagepack" (message_pack_reader.h): members by their keys,
/// elements as
/// "[0]", "[1]"….
class MessagePackDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "messagepack"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
