// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/cipher_suites.h"
#include "tls/handshake_reader.h"
#include "tls/hello.h"
#include "tls/key_store.h"

namespace telltale::tls {

/// What one handshake has agreed on so far, as far as keys depend on it. A renegotiation makes a new one.
struct Negotiation {
    std::optional<std::array<std::uint8_t, 32>> clientRandom;
    std::optional<ServerHello> server; ///< the last ServerHello, never a HelloRetryRequest
    std::optional<CipherSuite> suite;
    bool retried = false; ///< a HelloRetryRequest was seen
    bool offersEarlyData = false;
    std::optional<bool> takesEarlyData; ///< the server's answer, once it can be read
    base::ByteBuffer encryptedPremaster; ///< first 8 octets, as RSA lines of a key log name it
    base::ByteBuffer sessionHash; ///< RFC 7627 § 3; empty until known

    [[nodiscard]] bool isTls13() const { return server && server->version == 0x0304; }
    [[nodiscard]] bool isTls13OrRetried() const { return retried || isTls13(); }

    /// Keeps what the session hash covers, up to @p limit octets a side; both sides give all their messages.
    void addToTranscript(bool fromClient, const HandshakeMessage &message, std::size_t limit);
    /// No ClientKeyExchange will come any more: TLS 1.3, or a resumed session.
    void dropUnfinishedTranscript();

private:
    void finishTranscript();
    void freeTranscript();

    base::ByteBuffer m_clientHello, m_serverFlight, m_clientFlight;
    bool m_serverDone = false, m_keyExchanged = false, m_transcriptLost = false;
};

/// The master secret of SSL 3.0 to TLS 1.2: from the key log, or made from a premaster secret there.
std::optional<Secret> findMasterSecret(const KeyStore &keys, const Negotiation &negotiation);

} // namespace telltale::tls
