// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/handshake_tracker.h"

#include "base/byte_reader.h"
#include "tls/ja4.h"

#include <utility>

namespace telltale::tls {

namespace {
/// Renegotiations of one connection that are followed.
constexpr std::size_t mostNegotiations = 32;
} // namespace

bool HandshakeTracker::message(base::Side side, const HandshakeMessage &message, bool isProtected)
{
    const bool fromClient = side == base::Side::originator;
    bool wellFormed = true;
    if (message.type == HandshakeType::clientHello && fromClient)
        wellFormed = clientHello(parseClientHello(message.body), isProtected);
    else if (message.type == HandshakeType::serverHello && !fromClient)
        wellFormed = serverHello(message.body, isProtected);
    else if (message.type == HandshakeType::encryptedExtensions && !fromClient)
        encryptedExtensions(message.body);
    else if (message.type == HandshakeType::clientKeyExchange && fromClient)
        clientKeyExchange(message.body);
    auto &negotiation = begun(side);
    if (!negotiation.isTls13OrRetried())
        negotiation.addToTranscript(fromClient, message, m_limit);
    return wellFormed;
}

bool HandshakeTracker::sslV2ClientHello(base::ByteView body)
{
    return clientHello(parseSslV2ClientHello(body), false);
}

void HandshakeTracker::changeCipher(base::Side side)
{
    m_active[base::index(side)] = m_begun[base::index(side)];
    if (side == base::Side::originator)
        active(side).dropUnfinishedTranscript();
}

void HandshakeTracker::beginNext(base::Side side)
{
    auto &index = m_begun[base::index(side)];
    if (index + 1 < mostNegotiations)
        ++index;
    if (index >= m_negotiations.size())
        m_negotiations.emplace_back();
}

bool HandshakeTracker::clientHello(const std::optional<ClientHello> &hello, bool isProtected)
{
    if (!hello)
        return false;
    ++facts.clientHellos;
    if (isProtected)
        beginNext(base::Side::originator);
    auto &negotiation = begun(base::Side::originator);
    negotiation.clientRandom = hello->random;
    negotiation.offersEarlyData = hello->offersEarlyData && !negotiation.retried;
    if (std::exchange(m_heard[base::index(base::Side::originator)], true))
        return true;
    facts.sni = hello->serverName;
    facts.alpnOffered = hello->alpn;
    facts.clientRandom = hello->random;
    facts.encryptedClientHello = hello->encryptedClientHello;
    facts.ja4 = ja4(*hello);
    m_offeredSession = hello->sessionId;
    return true;
}

bool HandshakeTracker::serverHello(base::ByteView body, bool isProtected)
{
    const auto hello = parseServerHello(body);
    if (!hello)
        return false;
    if (isProtected)
        beginNext(base::Side::responder);
    auto &negotiation = begun(base::Side::responder);
    m_heard[base::index(base::Side::responder)] = true;
    facts.version = hello->version;
    facts.cipherSuite = hello->cipherSuite;
    if (hello->helloRetryRequest) {
        negotiation.retried = true;
        negotiation.takesEarlyData = false;
        return true;
    }
    if (!hello->alpn.empty())
        facts.alpn = hello->alpn;
    negotiation.server = hello;
    negotiation.suite = cipherSuite(hello->cipherSuite);
    if (hello->version == 0x0304) {
        facts.resumed = hello->preSharedKey;
        negotiation.dropUnfinishedTranscript();
        if (!hello->preSharedKey)
            negotiation.takesEarlyData = false;
    } else if (!isProtected) {
        facts.resumed = !hello->sessionId.empty() && hello->sessionId == m_offeredSession;
    }
    return true;
}

void HandshakeTracker::encryptedExtensions(base::ByteView body)
{
    const auto extensions = parseEncryptedExtensions(body);
    facts.alpn = extensions.alpn;
    facts.earlyData = extensions.earlyData;
    begun(base::Side::responder).takesEarlyData = extensions.earlyData;
}

void HandshakeTracker::clientKeyExchange(base::ByteView body)
{
    auto &negotiation = begun(base::Side::originator);
    base::ByteReader reader(body);
    // SSL 3.0 sends the encrypted premaster secret without its length.
    if (!negotiation.server || negotiation.server->version != 0x0300)
        reader.skip(2);
    negotiation.encryptedPremaster = base::toBuffer(reader.take(8));
}

} // namespace telltale::tls
