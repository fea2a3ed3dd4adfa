// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Thrift structs and messages, steps "thrift-compact" and "thrift-binary" (thrift_reader.h): members
/// by field id. Only whole bodies and what came out of an encoding; compact structs have no mark.
class ThriftDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "thrift"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
