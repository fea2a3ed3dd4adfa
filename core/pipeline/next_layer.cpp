// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/next_layer.h"

#include "pipeline/http_layer.h"
#include "pipeline/socks_layer.h"
#include "pipeline/tls_layer.h"

#include <utility>

namespace telltale::pipeline {

using base::Side;

NextLayer::NextLayer(FlowContext &flow, std::string alpn, bool secure)
    : m_flow(flow)
    , m_alpn(std::move(alpn))
    , m_secure(secure)
{
}

NextLayer::~NextLayer() = default;

void NextLayer::data(Side side, base::ByteView bytes, base::Origin origin)
{
    if (m_child) {
        m_child->data(mapped(side), bytes, origin);
        return;
    }
    if (bytes.empty())
        return;
    if (m_unknown)
        forget(); // each packet of an unknown stream is a new chance, judged by itself
    m_pieces.push_back({side, base::toBuffer(bytes), 0, origin});
    auto &seen = m_seen[index(side)];
    seen.insert(seen.end(), bytes.begin(), bytes.end());
    decide(m_seen[0].size() + m_seen[1].size() >= m_flow.shard.limits.sniffBytes, origin);
}

void NextLayer::gap(Side side, std::uint64_t size, base::Origin origin)
{
    if (m_child) {
        m_child->gap(mapped(side), size, origin);
        return;
    }
    if (!m_pieces.empty() && !m_unknown) {
        decide(true, origin);
        if (m_child) {
            m_child->gap(mapped(side), size, origin);
            return;
        }
    }
    forget();
}

void NextLayer::end(Side side, reassembly::StreamEnd how, base::Origin origin)
{
    if (!m_child && !m_pieces.empty() && (m_ended[index(opposite(side))] || !m_seen[index(side)].empty()))
        decide(true, origin);
    m_ended[index(side)] = true;
    if (m_child)
        m_child->end(mapped(side), how, origin);
}

void NextLayer::keysChanged()
{
    if (m_child)
        m_child->keysChanged();
}

void NextLayer::forget()
{
    m_pieces.clear();
    m_seen[0].clear();
    m_seen[1].clear();
}

void NextLayer::decide(bool final, base::Origin origin)
{
    const ProtocolChoice choice = chooseProtocol(m_seen[0], m_seen[1], m_alpn, final);
    if (choice.protocol == Protocol::undecided)
        return;
    if (choice.protocol != Protocol::unknown) {
        start(choice, origin);
        return;
    }
    if (!m_unknown && !m_secure) {
        m_flow.connection.decryption = session::Decryption::none;
        m_flow.connection.reason = session::Reason::unknownProtocol;
        m_flow.changed();
    }
    m_unknown = true;
    forget();
}

void NextLayer::start(ProtocolChoice choice, base::Origin origin)
{
    if (m_flow.layers >= m_flow.shard.limits.layers) {
        m_flow.anomaly({"pipeline.layer_limit", "More protocols are nested in this connection than are followed."},
                       origin);
        m_unknown = true;
        forget();
        return;
    }
    ++m_flow.layers;
    auto &connection = m_flow.connection;
    m_swapped = choice.sidesSwapped;
    if (m_swapped && !m_secure && m_flow.layers == 1) {
        // No handshake was captured and the ports misled: the speaker of the request opened it.
        std::swap(connection.originator, connection.responder);
        std::swap(connection.bytesSent, connection.bytesReceived);
        connection.sidesSwapped = true;
    }
    if (connection.reason == session::Reason::unknownProtocol) {
        connection.reason = session::Reason::none;
        connection.decryption = session::Decryption::plain;
    }
    switch (choice.protocol) {
    case Protocol::tls: m_child = std::make_unique<TlsLayer>(m_flow); break;
    case Protocol::socks: m_child = std::make_unique<SocksLayer>(m_flow); break;
    default: m_child = std::make_unique<HttpLayer>(m_flow, choice.protocol == Protocol::http2, m_secure); break;
    }
    m_flow.changed();
    const auto pieces = std::exchange(m_pieces, {});
    m_seen[0] = {};
    m_seen[1] = {};
    for (const Piece &piece : pieces)
        m_child->data(mapped(piece.side), piece.bytes, piece.origin);
    for (const Side side : {Side::originator, Side::responder}) {
        if (m_ended[index(side)])
            m_child->end(mapped(side), reassembly::StreamEnd::finished, origin);
    }
}

} // namespace telltale::pipeline
