// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Bodies of gRPC and gRPC-Web, step "grpc": messages "[0]", "[1]"…, which open as protobuf or, when
/// compressed, by their mark. Other bodies than those of application/grpc* must be frames to the last
/// octet, and the first must hold a protobuf message or gzip.
class GrpcDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "grpc"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
