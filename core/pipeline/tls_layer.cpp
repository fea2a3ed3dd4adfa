// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/tls_layer.h"

#include "pipeline/next_layer.h"
#include "tls/tls_connection.h"
#include "tls/tls_listener.h"

namespace telltale::pipeline {

using base::Side;

namespace {

session::Reason reasonOf(tls::Failure failure)
{
    switch (failure) {
    case tls::Failure::none: return session::Reason::none;
    case tls::Failure::noKey: return session::Reason::noKey;
    case tls::Failure::keyTooLate: return session::Reason::keyTooLate;
    case tls::Failure::missingPackets: return session::Reason::missingPackets;
    case tls::Failure::unsupportedCipher: return session::Reason::unsupportedCipher;
    case tls::Failure::notTls: return session::Reason::unknownProtocol;
    case tls::Failure::clientRejectedCertificate: return session::Reason::clientRejectedCertificate;
    }
    return session::Reason::none;
}

session::Decryption decryptionOf(tls::Progress progress)
{
    switch (progress) {
    case tls::Progress::decrypting: return session::Decryption::full;
    case tls::Progress::partial: return session::Decryption::partial;
    case tls::Progress::handshake:
    case tls::Progress::waiting:
    case tls::Progress::failed: break;
    }
    return session::Decryption::none;
}

} // namespace

class TlsLayer::Decrypted final : public tls::TlsListener, public KeyWaiter {
public:
    explicit Decrypted(FlowContext &flow)
        : tls(flow.shard.keys, flow.shard.limits, *this, &flow.shard.keyBudget, tls::AfterEnd::keepWaiting)
        , m_flow(flow)
    {
        flow.keyWaiters.push_back(this);
        flow.connection.security = session::Security::tls;
        flow.connection.decryption = session::Decryption::none;
    }

    void data(Side side, base::ByteView bytes, base::Origin origin) override { next().data(side, bytes, origin); }
    void gap(Side side, std::uint64_t size, base::Origin origin) override { next().gap(side, size, origin); }
    void end(Side side, reassembly::StreamEnd how, base::Origin origin) override { next().end(side, how, origin); }

    void factsChanged(const tls::TlsFacts &facts, base::Origin) override
    {
        auto &connection = m_flow.connection;
        connection.sni = facts.sni;
        connection.alpn = facts.alpn;
        connection.tlsVersion = tls::versionName(facts.version);
        connection.cipher = facts.cipherSuite != 0 ? tls::cipherSuiteName(facts.cipherSuite) : std::string();
        connection.ja4 = facts.ja4;
        connection.decryption = decryptionOf(facts.progress);
        connection.reason = reasonOf(facts.failure);
        if (!facts.sni.empty() && connection.hostSource != session::HostSource::http) {
            connection.host = facts.sni;
            connection.hostSource = session::HostSource::sni;
        }
        m_flow.changed();
    }

    void anomaly(const base::Anomaly &anomaly, base::Origin origin) override { m_flow.anomaly(anomaly, origin); }

    [[nodiscard]] bool waiting() const override { return tls.waiting(); }
    void giveUp(base::Origin origin) override { tls.giveUp(origin); }

    void passKeysOn()
    {
        if (m_next)
            m_next->keysChanged();
    }

    tls::TlsConnection tls;

private:
    /// Made with the first plaintext: the ALPN protocol is known by then.
    reassembly::StreamSink &next()
    {
        if (!m_next)
            m_next = std::make_unique<NextLayer>(m_flow, m_flow.connection.alpn, true);
        return *m_next;
    }

    FlowContext &m_flow;
    std::unique_ptr<NextLayer> m_next;
};

TlsLayer::TlsLayer(FlowContext &flow)
    : m_decrypted(std::make_unique<Decrypted>(flow))
{
}

TlsLayer::~TlsLayer() = default;

void TlsLayer::data(Side side, base::ByteView bytes, base::Origin origin)
{
    m_decrypted->tls.data(side, bytes, origin);
}

void TlsLayer::gap(Side side, std::uint64_t size, base::Origin origin)
{
    m_decrypted->tls.gap(side, size, origin);
}

void TlsLayer::end(Side side, reassembly::StreamEnd how, base::Origin origin)
{
    m_decrypted->tls.end(side, how, origin);
}

void TlsLayer::keysChanged()
{
    m_decrypted->tls.keysChanged();
    m_decrypted->passKeysOn();
}

} // namespace telltale::pipeline
