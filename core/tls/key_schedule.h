// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/crypto_library.h"
#include "tls/secret.h"

#include <string_view>

namespace telltale::tls {

/// HKDF-Extract and HKDF-Expand, RFC 5869. Empty when OpenSSL refuses.
Secret hkdfExtract(Hash hash, base::ByteView salt, base::ByteView keyMaterial);
Secret hkdfExpand(Hash hash, base::ByteView secret, base::ByteView info, std::size_t size);

/// HKDF-Expand-Label, RFC 8446 § 7.1; @p label is without "tls13 ". QUIC uses it too.
Secret hkdfExpandLabel(
    Hash hash, base::ByteView secret, std::string_view label, base::ByteView context, std::size_t size);

struct TrafficKeys {
    Secret key;
    Secret iv;
};

/// RFC 8446 § 7.3.
TrafficKeys trafficKeys(Hash hash, base::ByteView trafficSecret, std::size_t keyBytes, std::size_t ivBytes = 12);

/// The secret after a KeyUpdate, RFC 8446 § 7.2.
Secret nextTrafficSecret(Hash hash, base::ByteView trafficSecret);

} // namespace telltale::tls
