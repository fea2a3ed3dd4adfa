// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/key_store.h"
#include "tls/record_opener.h"
#include "tls/sequenced_protection.h"

#include <array>

namespace telltale::tls {

/// What becomes of data a client sent before the server's answer, RFC 8446 § 4.2.10.
enum class EarlyData : std::uint8_t { none, taken, refused };

/// TLS 1.3: early, handshake and application keys follow each other, and KeyUpdate renews the last. Where a
/// key log has no handshake secrets, records are passed over until one opens with the application key.
class Tls13Opener : public RecordOpener {
public:
    Tls13Opener(const KeyStore &keys, const std::array<std::uint8_t, 32> &clientRandom, const CipherSuite &suite,
        bool ofClient, EarlyData early);

    Status open(const Record &record, base::ByteBuffer &scratch, Opened &opened) override;
    void handshakeMessage(HandshakeType type) override;
    void lost(std::uint64_t size) override;
    void skip(std::uint64_t records) override;
    [[nodiscard]] bool inApplicationPhase() const override { return m_phase == application; }

private:
    enum Phase : std::size_t { early, handshake, application };

    [[nodiscard]] KeyLabel labelOf(Phase phase) const;
    [[nodiscard]] SequencedProtection *keyOf(Phase phase);
    [[nodiscard]] std::unique_ptr<RecordProtection> protectionFrom(const Secret &secret) const;
    std::optional<base::ByteView> tryLaterKeys(const Record &record, base::ByteBuffer &scratch);
    std::optional<base::ByteView> tryUpdatedKey(const Record &record, base::ByteBuffer &scratch);
    [[nodiscard]] bool keyMayStillCome();
    Status notOpened(const Record &record);
    void renewKey();

    const KeyStore &m_keys;
    std::array<std::uint8_t, 32> m_clientRandom;
    CipherSuite m_suite;
    bool m_ofClient;
    EarlyData m_earlyData;
    Phase m_phase;
    std::array<std::optional<SequencedProtection>, 3> m_phases;
    Secret m_applicationSecret;
    bool m_openedAny = false;
    std::uint64_t m_window = 0;
    std::uint64_t m_budget = SequencedProtection::trialBytes;
};

} // namespace telltale::tls
