// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/crypto_library.h"
#include "tls/record.h"
#include "tls/secret.h"

namespace telltale::tls {

/// The MAC of records that are not AEAD-protected: HMAC (RFC 5246 § 6.2.3.1), or SSL 3.0's own
/// forerunner of it (RFC 6101 § 5.2.3.1).
class RecordMac {
public:
    RecordMac(std::uint16_t version, Hash hash, base::ByteView key);

    [[nodiscard]] bool usable() const { return m_ssl3 || m_context; }
    [[nodiscard]] std::size_t size() const { return hashSize(m_hash); }
    /// @p content is what the MAC covers, @p tag the MAC as sent.
    bool verify(const Record &record, std::uint64_t sequence, base::ByteView content, base::ByteView tag);

private:
    Hash m_hash;
    bool m_ssl3;
    Secret m_ssl3Key;
    MacContext m_context;
};

} // namespace telltale::tls
