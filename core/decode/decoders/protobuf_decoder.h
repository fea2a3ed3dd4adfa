// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Protobuf messages without their schema, step "protobuf". Members are keyed by field number; what
/// occurs several times stands as siblings of the same key, and nested messages are members with
/// members: the package in the first bundle of a Firebase upload is protobuf/1/14. A note says that
/// the types are guessed (protobuf_reader.h).
///
/// The content type and gRPC frames are taken at their word where the octets parse; anything else
/// has to hold words, since many short strings of octets parse as some message.
class ProtobufDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "protobuf"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
