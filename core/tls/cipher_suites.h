// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/crypto_library.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace telltale::tls {

enum class CipherKind : std::uint8_t { aead, block, stream };

/// What a cipher suite says about protecting records; the key exchange is of no interest here.
struct CipherSuite {
    Bulk bulk = Bulk::unknown;
    CipherKind kind = CipherKind::stream;
    std::uint8_t keyBytes = 0;
    std::uint8_t blockBytes = 0; ///< block ciphers
    std::uint8_t tagBytes = 0; ///< AEAD ciphers
    std::uint8_t exportKeyBytes = 0; ///< RFC 2246 § 6.3.1: what the key block really gives; 0 for no export suite
    Hash mac = Hash::none; ///< stream and block ciphers
    Hash prf = Hash::sha256; ///< of TLS 1.2 and 1.3
};

/// Reads the properties from the suite's IANA name. Nothing where the number has no name or its
/// algorithms are none that OpenSSL has.
std::optional<CipherSuite> cipherSuite(std::uint16_t number);

} // namespace telltale::tls
