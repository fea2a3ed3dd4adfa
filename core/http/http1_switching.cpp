// SPDX-License-Identifier: GPL-3.0-or-later
// The half of Http1Connection that moves octets: to the readers, to what waits for an answer, and
// into tunnels.
#include "http/http1_connection.h"

#include "http/http2_connection.h"
#include "http/start_line.h"

#include <algorithm>
#include <utility>

namespace telltale::http {
namespace {

/// Enough of what waits to tell a request from a tunnel's first octets.
constexpr std::size_t judgedPrefix = 4096;

} // namespace

Http1Connection::Http1Connection(const base::Limits &limits, HttpListener &listener)
    : m_limits(&limits)
    , m_listener(&listener)
    , m_readers{Http1Reader(base::Side::originator, MessageKind::request, limits, *this),
          Http1Reader(base::Side::responder, MessageKind::response, limits, *this)}
    , m_queue(limits.http2Streams)
{
}

Http1Connection::~Http1Connection() = default;

void Http1Connection::data(base::Side side, base::ByteView bytes, base::Origin origin)
{
    if (m_tunnelling) {
        forward(side, bytes, origin);
        return;
    }
    base::ByteView rest = bytes;
    if (!m_waiting || side != m_asking || !reader(side).stopped())
        rest = reader(side).read(bytes, origin);
    while (!rest.empty() && side == m_asking && !m_waiting && !m_switch) {
        // It stopped for an answer that came, as a refusal, before the request had ended.
        reader(side).resume();
        rest = reader(side).read(rest, origin);
    }
    if (!rest.empty() && m_waiting && side == m_asking) {
        hold(rest, origin);
        rest = {};
    }
    if (m_switch) {
        beginTunnel(origin);
        forward(side, rest, origin);
    }
}

void Http1Connection::gap(base::Side side, std::uint64_t size, base::Origin origin)
{
    if (!m_tunnelling && m_waiting && side == m_asking && reader(side).stopped()) {
        // The answer can no longer say where the tunnel begins: take it as accepted.
        settleAtEnd(origin);
    }
    if (!m_tunnelling) {
        reader(side).gap(size, origin);
        if (m_switch)
            beginTunnel(origin);
    } else if (m_tunnel != nullptr) {
        m_tunnel->gap(tunnelSide(side), size, origin);
    }
}

void Http1Connection::end(base::Side side, reassembly::StreamEnd how, base::Origin origin)
{
    m_ended[base::index(side)] = how;
    if (m_tunnelling) {
        if (m_tunnel != nullptr)
            m_tunnel->end(tunnelSide(side), how, origin);
        return;
    }
    const bool waits = m_waiting && reader(m_asking).stopped();
    if (!waits || side != m_asking)
        reader(side).end(how, origin);
    // Nothing more can answer the client: what it sent meanwhile says by itself what it is.
    if (waits && m_ended[0] && m_ended[1] && !m_switch)
        settleAtEnd(origin);
    if (m_switch && !m_tunnelling)
        beginTunnel(origin);
}

void Http1Connection::keysChanged()
{
    if (m_tunnel != nullptr)
        m_tunnel->keysChanged();
}

Http1Connection::HeldVerdict Http1Connection::judgeHeld() const
{
    const base::ByteView held = base::ByteView(m_held).subspan(m_heldFrom);
    const bool connect = m_waiting->method == "CONNECT";
    if (held.size() <= judgedPrefix && looksLikeHttp1Request(held) == Likeness::yes) {
        // Whoever asks again in HTTP was refused, or did not mean it; only a tunnel to an HTTP
        // server looks the same, and there the answer decides.
        if (!connect || base::asText(held).starts_with("CONNECT "))
            return HeldVerdict::readOn;
    }
    return held.size() > m_limits->headerBytes ? HeldVerdict::tunnel : HeldVerdict::wait;
}

void Http1Connection::hold(base::ByteView bytes, base::Origin origin)
{
    m_held.insert(m_held.end(), bytes.begin(), bytes.end());
    m_heldOrigin = origin;
    releaseHeld(false);
}

/// Reads what was held as HTTP where that is what it is.
/// @param refused  the server declined, so that at least its beginning is HTTP
void Http1Connection::releaseHeld(bool refused)
{
    while (m_waiting && reader(m_asking).stopped()) {
        const HeldVerdict verdict = std::exchange(refused, false) ? HeldVerdict::readOn : judgeHeld();
        if (verdict == HeldVerdict::wait)
            break;
        if (verdict == HeldVerdict::tunnel) {
            settleAtEnd(m_heldOrigin);
            break;
        }
        m_waiting.reset();
        reader(m_asking).resume();
        const base::ByteView rest = reader(m_asking).read(base::ByteView(m_held).subspan(m_heldFrom), m_heldOrigin);
        m_heldFrom = m_held.size() - rest.size();
    }
    m_held.erase(m_held.begin(), m_held.begin() + static_cast<std::ptrdiff_t>(m_heldFrom));
    m_heldFrom = 0;
    if (refused) // the request is still being read; its end finds nobody waiting
        m_waiting.reset();
    if (const auto how = m_ended[base::index(m_asking)]; how && !m_waiting && !m_switch)
        reader(m_asking).end(*how, m_heldOrigin);
}

/// Decides without an answer: a tunnel if the client behaves as in one.
void Http1Connection::settleAtEnd(base::Origin origin)
{
    if (!m_waiting || m_switch)
        return;
    const base::ByteView held = base::ByteView(m_held).subspan(m_heldFrom);
    const PendingRequest request = *std::exchange(m_waiting, std::nullopt);
    if (held.empty() || looksLikeHttp1Request(held) == Likeness::yes) {
        base::ByteView rest = held;
        do {
            m_waiting.reset();
            reader(m_asking).resume();
            rest = reader(m_asking).read(rest, m_heldOrigin);
        } while (!rest.empty());
        m_held.clear();
        m_heldFrom = 0;
        if (const auto how = m_ended[base::index(m_asking)])
            reader(m_asking).end(*how, origin);
        return;
    }
    const bool webSocket = request.upgrade.find("websocket") != std::string::npos;
    const TunnelKind kind = request.method == "CONNECT" ? TunnelKind::connect
        : webSocket                                     ? TunnelKind::webSocket
                                                        : TunnelKind::other;
    const bool http2 = request.method != "CONNECT" && looksLikeHttp2(held) == Likeness::yes;
    m_switch = Switch{request.stream, http2, kind, request};
}

void Http1Connection::beginTunnel(base::Origin origin)
{
    m_tunnelling = true;
    m_waiting.reset();
    reader(base::Side::originator).end(reassembly::StreamEnd::cut, origin);
    reader(base::Side::responder).end(reassembly::StreamEnd::cut, origin);
    if (m_switch->http2) {
        m_http2 = std::make_unique<Http2Connection>(*m_limits, *m_listener, m_switch->stream);
        m_tunnel = m_http2.get();
    } else {
        m_tunnel = m_listener->tunnel(m_switch->stream, m_switch->kind, origin);
    }
    if (m_heldFrom < m_held.size())
        forward(m_asking, base::ByteView(m_held).subspan(m_heldFrom), m_heldOrigin);
    m_held = {};
    m_heldFrom = 0;
    for (const base::Side side : {base::Side::originator, base::Side::responder}) {
        if (const auto how = m_ended[base::index(side)]; how && m_tunnel != nullptr)
            m_tunnel->end(tunnelSide(side), *how, origin);
    }
}

void Http1Connection::forward(base::Side side, base::ByteView bytes, base::Origin origin)
{
    if (m_tunnel != nullptr && !bytes.empty())
        m_tunnel->data(tunnelSide(side), bytes, origin);
}

base::Side Http1Connection::tunnelSide(base::Side side) const
{
    return m_asking == base::Side::originator ? side : base::opposite(side);
}

} // namespace telltale::http
