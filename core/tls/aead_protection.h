// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/record_protection.h"

#include <array>

namespace telltale::tls {

/// GCM, CCM and ChaCha20-Poly1305 in TLS 1.2 (RFC 5288, 6655, 7905) and TLS 1.3 (RFC 8446 § 5.2).
class AeadProtection : public RecordProtection {
public:
    AeadProtection(std::uint16_t version, const CipherSuite &suite, const DirectionKeys &keys);

    [[nodiscard]] bool usable() const { return m_usable; }
    std::optional<base::ByteView> open(
        const Record &record, std::uint64_t sequence, base::ByteBuffer &scratch) override;

private:
    using Nonce = std::array<std::uint8_t, 12>;

    [[nodiscard]] Nonce nonce(const Record &record, std::uint64_t sequence) const;
    bool decrypt(
        const Nonce &nonce, base::ByteView header, base::ByteView sealed, base::ByteView tag, std::uint8_t *out);

    CipherContext m_context;
    Nonce m_iv{};
    std::size_t m_tagBytes;
    std::size_t m_explicitBytes; ///< of the nonce, sent before the ciphertext
    bool m_tls13;
    bool m_ccm;
    bool m_usable = false;
};

} // namespace telltale::tls
