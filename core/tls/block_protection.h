// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/idea_cipher.h"
#include "tls/record_mac.h"
#include "tls/record_protection.h"

#include <array>

namespace telltale::tls {

/// CBC block ciphers with an HMAC: IVs chained in SSL 3.0 and TLS 1.0, sent with each record from TLS 1.1 on
/// (RFC 5246 § 6.2.3.2); encrypt-then-MAC as in RFC 7366.
class BlockProtection : public RecordProtection {
public:
    BlockProtection(std::uint16_t version, const CipherSuite &suite, bool encryptThenMac, const DirectionKeys &keys);

    [[nodiscard]] bool usable() const { return m_usable; }
    std::optional<base::ByteView> open(
        const Record &record, std::uint64_t sequence, base::ByteBuffer &scratch) override;
    void passed(const Record &record) override;

private:
    [[nodiscard]] base::ByteView sealedPart(const Record &record) const;
    bool decrypt(base::ByteView iv, base::ByteView sealed, std::uint8_t *out);
    /// The content without its padding; nothing when the padding is none.
    [[nodiscard]] std::optional<base::ByteView> unpadded(base::ByteView plain) const;

    CipherContext m_context;
    std::optional<IdeaCipher> m_idea; ///< many builds of OpenSSL leave IDEA out
    RecordMac m_mac;
    std::array<std::uint8_t, 16> m_chained{};
    std::size_t m_blockBytes;
    bool m_ssl3;
    bool m_explicitIv;
    bool m_encryptThenMac;
    bool m_usable = false;
};

} // namespace telltale::tls
