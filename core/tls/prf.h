// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/crypto_library.h"
#include "tls/secret.h"

#include <string_view>

namespace telltale::tls {

/// Digest of the parts joined; empty when OpenSSL lacks it.
base::ByteBuffer digestOf(Hash hash, std::initializer_list<base::ByteView> parts);

/// PRF of TLS 1.0 and 1.1 (RFC 2246 § 5) and of TLS 1.2 (RFC 5246 § 5) with @p hash; @p version tells them
/// apart. Empty when OpenSSL refuses.
Secret tlsPrf(std::uint16_t version, Hash hash, base::ByteView secret, std::string_view label, base::ByteView seed,
    std::size_t size);

/// The key derivation of SSL 3.0 (RFC 6101 § 6.1 and 6.2.2): at most 26 rounds of 16 octets.
Secret ssl3Prf(base::ByteView secret, base::ByteView seed, std::size_t size);

} // namespace telltale::tls
