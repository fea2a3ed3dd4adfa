// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/negotiation.h"

#include "tls/prf.h"

namespace telltale::tls {

namespace {

void append(base::ByteBuffer &to, base::ByteView bytes)
{
    to.insert(to.end(), bytes.begin(), bytes.end());
}

Secret masterFromPremaster(const Negotiation &negotiation, base::ByteView premaster)
{
    constexpr std::size_t masterBytes = 48;
    const auto &server = *negotiation.server;
    if (server.extendedMasterSecret) {
        return negotiation.sessionHash.empty() ? Secret()
                                               : tlsPrf(server.version, negotiation.suite->prf, premaster,
                                                   "extended master secret", negotiation.sessionHash, masterBytes);
    }
    base::ByteBuffer seed;
    append(seed, *negotiation.clientRandom);
    append(seed, server.random);
    return server.version == 0x0300
        ? ssl3Prf(premaster, seed, masterBytes)
        : tlsPrf(server.version, negotiation.suite->prf, premaster, "master secret", seed, masterBytes);
}

} // namespace

void Negotiation::addToTranscript(bool fromClient, const HandshakeMessage &message, std::size_t limit)
{
    // RFC 7627 § 3: ClientHello up to and including ClientKeyExchange.
    if (m_keyExchanged && m_serverDone)
        return;
    if (m_transcriptLost || message.type == HandshakeType::helloRequest || message.type == HandshakeType::finished)
        return;
    auto &part = !fromClient                         ? m_serverFlight
        : message.type == HandshakeType::clientHello ? m_clientHello
                                                     : m_clientFlight;
    if ((fromClient && m_keyExchanged) || (!fromClient && m_serverDone))
        return;
    if (part.size() + message.raw.size() > limit) {
        m_transcriptLost = true;
        return;
    }
    append(part, message.raw);
    m_keyExchanged = m_keyExchanged || message.type == HandshakeType::clientKeyExchange;
    m_serverDone = m_serverDone || message.type == HandshakeType::serverHelloDone;
    if (m_keyExchanged && m_serverDone)
        finishTranscript();
}

void Negotiation::finishTranscript()
{
    if (server && server->extendedMasterSecret && suite) {
        if (server->version >= 0x0303) {
            sessionHash = digestOf(suite->prf, {m_clientHello, m_serverFlight, m_clientFlight});
        } else {
            sessionHash = digestOf(Hash::md5, {m_clientHello, m_serverFlight, m_clientFlight});
            append(sessionHash, digestOf(Hash::sha1, {m_clientHello, m_serverFlight, m_clientFlight}));
        }
    }
    freeTranscript();
}

void Negotiation::dropUnfinishedTranscript()
{
    if (m_keyExchanged)
        return;
    m_transcriptLost = true;
    freeTranscript();
}

void Negotiation::freeTranscript()
{
    base::ByteBuffer().swap(m_clientHello);
    base::ByteBuffer().swap(m_serverFlight);
    base::ByteBuffer().swap(m_clientFlight);
}

std::optional<Secret> findMasterSecret(const KeyStore &keys, const Negotiation &negotiation)
{
    if (auto master = keys.find(KeyLabel::masterSecret, *negotiation.clientRandom))
        return master;
    auto premaster = keys.find(KeyLabel::randomPremaster, *negotiation.clientRandom);
    if (!premaster && !negotiation.encryptedPremaster.empty())
        premaster = keys.find(KeyLabel::rsaPremaster, negotiation.encryptedPremaster);
    if (premaster) {
        auto master = masterFromPremaster(negotiation, premaster->view());
        if (!master.empty())
            return master;
    }
    if (!negotiation.server->sessionId.empty())
        return keys.find(KeyLabel::sessionMaster, negotiation.server->sessionId);
    return std::nullopt;
}

} // namespace telltale::tls
