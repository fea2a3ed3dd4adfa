// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/origin.h"
#include "tls/negotiation.h"
#include "tls/tls_listener.h"

#include <deque>

namespace telltale::tls {

/// Follows the handshake messages of both sides: what was told (TlsFacts) and what keys depend on. Sides may
/// be heard in any order, as long as each is in order itself.
class HandshakeTracker {
public:
    explicit HandshakeTracker(const base::Limits &limits)
        : m_limit(limits.tlsHandshakeBytes)
        , m_negotiations(1)
    {
    }

    /// @p isProtected: records of this side are protected already, so a hello begins a new negotiation.
    /// False when the message is malformed.
    bool message(base::Side side, const HandshakeMessage &message, bool isProtected);
    /// A ClientHello in the format of SSL 2.0.
    bool sslV2ClientHello(base::ByteView body);
    /// The side's next records are protected by what its last hello began.
    void changeCipher(base::Side side);

    /// What protects (or will protect) the side's records.
    [[nodiscard]] Negotiation &active(base::Side side) { return m_negotiations[m_active[base::index(side)]]; }
    [[nodiscard]] const Negotiation &active(base::Side side) const
    {
        return m_negotiations[m_active[base::index(side)]];
    }
    /// The side has said hello.
    [[nodiscard]] bool heard(base::Side side) const { return m_heard[base::index(side)]; }

    TlsFacts facts;

private:
    bool clientHello(const std::optional<ClientHello> &hello, bool isProtected);
    bool serverHello(base::ByteView body, bool isProtected);
    void encryptedExtensions(base::ByteView body);
    void clientKeyExchange(base::ByteView body);
    Negotiation &begun(base::Side side) { return m_negotiations[m_begun[base::index(side)]]; }
    void beginNext(base::Side side);

    std::size_t m_limit;
    std::deque<Negotiation> m_negotiations;
    std::array<std::size_t, 2> m_begun{};
    std::array<std::size_t, 2> m_active{};
    std::array<bool, 2> m_heard{};
    base::ByteBuffer m_offeredSession; ///< session id of the first ClientHello
};

} // namespace telltale::tls
