// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <string_view>

namespace telltale::pipeline {

enum class Protocol : std::uint8_t { undecided, unknown, tls, http1, http2, socks, webSocket };

/// What a stream carries and which side is the client there.
struct ProtocolChoice {
    Protocol protocol = Protocol::undecided;
    bool sidesSwapped = false; ///< the side taken for the responder is the client
};

/// The one place that decides which layer comes next, from the first bytes of both sides.
/// @param originator,responder  what each side sent so far; either may be empty
/// @param alpn  the protocol TLS agreed on; empty when there is none
/// @param final no more bytes will come: never gives undecided
ProtocolChoice chooseProtocol(base::ByteView originator, base::ByteView responder, std::string_view alpn, bool final);

} // namespace telltale::pipeline
