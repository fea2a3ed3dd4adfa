// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/record_mac.h"
#include "tls/record_protection.h"

namespace telltale::tls {

/// RC4 and the NULL cipher with an HMAC (RFC 5246 § 6.2.3.1), and no protection at all.
class StreamProtection : public RecordProtection {
public:
    StreamProtection(std::uint16_t version, const CipherSuite &suite, const DirectionKeys &keys);

    [[nodiscard]] bool usable() const { return m_usable; }
    std::optional<base::ByteView> open(
        const Record &record, std::uint64_t sequence, base::ByteBuffer &scratch) override;
    [[nodiscard]] bool seeks() const override { return !m_context; }

private:
    CipherContext m_context; ///< null for NULL
    RecordMac m_mac;
    bool m_usable = false;
};

/// The NULL cipher read without keys: the MAC is taken off but cannot be checked.
class UncheckedNullProtection : public RecordProtection {
public:
    explicit UncheckedNullProtection(Hash mac)
        : m_macBytes(hashSize(mac))
    {
    }
    std::optional<base::ByteView> open(
        const Record &record, std::uint64_t sequence, base::ByteBuffer &scratch) override;

private:
    std::size_t m_macBytes;
};

} // namespace telltale::tls
