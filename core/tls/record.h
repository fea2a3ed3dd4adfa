// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace telltale::tls {

enum class ContentType : std::uint8_t {
    changeCipherSpec = 20,
    alert = 21,
    handshake = 22,
    applicationData = 23,
    heartbeat = 24,
    sslV2Hello = 0x80, ///< not on the wire: a ClientHello in the format of SSL 2.0 (RFC 5246 § E.2)
};

/// One record, RFC 8446 § 5.1. The view belongs to whoever hands it out.
struct Record {
    ContentType type = ContentType::handshake;
    std::uint16_t version = 0;
    base::ByteView fragment;
};

constexpr std::size_t recordHeaderBytes = 5;
constexpr std::size_t maximalPlaintext = 16384;
/// RFC 5246 § 6.2.3, the largest of all versions.
constexpr std::size_t maximalFragment = maximalPlaintext + 2048;

} // namespace telltale::tls
