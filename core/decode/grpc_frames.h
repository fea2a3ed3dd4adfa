// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <vector>

namespace telltale::decode {

/// One length-prefixed message of gRPC (PROTOCOL-HTTP2.md) or gRPC-Web (PROTOCOL-WEB.md).
struct GrpcFrame {
    base::ByteRange message; ///< behind the five octets of the prefix
    bool compressed = false; ///< with the coding of the header grpc-encoding
    bool trailers = false; ///< gRPC-Web: header lines, not a message
    bool cutOff = false; ///< the body ends before the frame does
};

/// The frames of a body, in order; the last may be cut off. Empty where the octets are no frames.
std::vector<GrpcFrame> grpcFrames(base::ByteView body);

} // namespace telltale::decode
