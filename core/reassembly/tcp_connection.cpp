// SPDX-License-Identifier: GPL-3.0-or-later
#include "reassembly/tcp_connection.h"

#include <string>
#include <utility>

namespace telltale::reassembly {

namespace {

/// Without a SYN nobody waits longer than this for one that was captured late.
constexpr std::uint64_t packetsUntilSettled = 8;

bool sourceIsOriginator(const TcpSegment &segment)
{
    if (segment.syn)
        return !segment.ack;
    return segment.source.port >= segment.destination.port;
}

} // namespace

TcpConnection::TcpConnection(const TcpSegment &first, base::Origin origin, const base::Limits &limits,
    ReassemblyBudget &budget, ConnectionListener &listener)
    : m_listener(listener)
    , m_originator(sourceIsOriginator(first) ? first.source : first.destination)
    , m_responder(sourceIsOriginator(first) ? first.destination : first.source)
    , m_first(origin)
    , m_last(origin)
    , m_halves{Half{TcpStream(base::Side::originator, limits, budget, *this), {}},
          Half{TcpStream(base::Side::responder, limits, budget, *this), {}}}
{
}

base::Side TcpConnection::sideOf(const net::Endpoint &source) const
{
    return source == m_originator ? base::Side::originator : base::Side::responder;
}

void TcpConnection::flip()
{
    std::swap(m_originator, m_responder);
    m_flipped = !m_flipped;
    half(base::Side::originator).stream.setSide(base::Side::originator);
    half(base::Side::responder).stream.setSide(base::Side::responder);
}

bool TcpConnection::isSupersededBy(const TcpSegment &segment) const
{
    if (segment.rst)
        return false;
    const base::Side side = sideOf(segment.source);
    const TcpStream &stream = half(side).stream;
    if (!segment.syn) // of the next connection, whose SYN was not captured
        return (!segment.payload.empty() || segment.missing > 0) && ended() && stream.isForeign(segment.sequence);
    if (stream.initialSequence() == segment.sequence)
        return false; // the same SYN again
    if (ended() || m_reset || stream.finSeen())
        return true;
    if (!stream.initialSequence())
        return !stream.mayStartAfter(segment.sequence);
    // Nothing came of the first SYN: its sender chose another number and tries again.
    return stream.hasData() || (!segment.ack && half(base::opposite(side)).stream.started());
}

void TcpConnection::add(const TcpSegment &segment, base::Origin origin)
{
    settleReset(origin.time);
    if (segment.syn && !m_opened && (sideOf(segment.source) == base::Side::originator) == segment.ack)
        flip();
    const base::Side side = sideOf(segment.source);
    Half &sender = half(side);
    TcpStream &receiver = half(base::opposite(side)).stream;
    m_last = origin;
    ++sender.facts.packets;
    if (segment.syn || packets() >= packetsUntilSettled)
        open();
    // First what the other side is proven to have sent: a request comes before its answer.
    if (segment.ack && !segment.rst) {
        receiver.acknowledged(segment.acknowledgment, origin);
        receiver.packetPassed(origin);
    }
    if (segment.rst) {
        reset(side, origin);
    } else {
        if (segment.syn)
            sender.stream.syn(segment.sequence, origin);
        sender.stream.segment(
            segment.sequence + (segment.syn ? 1 : 0), segment.payload, segment.missing, segment.fin, origin);
    }
    sender.stream.packetPassed(origin);
    if (m_opened)
        m_listener.connectionChanged(*this);
}

void TcpConnection::reset(base::Side side, base::Origin origin)
{
    if (!m_reset)
        m_reset = origin;
    if (!half(side).stream.hasHole())
        half(side).stream.finish(StreamEnd::reset, origin);
}

void TcpConnection::settleReset(base::Timestamp now)
{
    if (!isResetting() || now.nanoseconds - m_reset->time.nanoseconds < resetGrace)
        return;
    half(base::Side::originator).stream.finish(StreamEnd::reset, *m_reset);
    half(base::Side::responder).stream.finish(StreamEnd::reset, *m_reset);
}

void TcpConnection::finish()
{
    open();
    const StreamEnd how = m_reset ? StreamEnd::reset : StreamEnd::cut;
    const base::Origin origin = m_reset.value_or(m_last);
    half(base::Side::originator).stream.finish(how, origin);
    half(base::Side::responder).stream.finish(how, origin);
}

void TcpConnection::open()
{
    if (std::exchange(m_opened, true))
        return;
    m_sink = m_listener.connectionOpened(*this);
}

void TcpConnection::streamData(base::Side side, base::ByteView bytes, base::Origin origin)
{
    open();
    half(side).facts.bytes += bytes.size();
    if (m_sink)
        m_sink->data(side, bytes, origin);
}

void TcpConnection::streamGap(base::Side side, std::uint64_t size, base::Origin origin)
{
    open();
    Facts &facts = half(side).facts;
    ++facts.gaps;
    facts.missing += size;
    m_listener.connectionAnomaly(*this, {"tcp.gap", std::to_string(size) + " bytes were never captured."}, origin);
    if (m_sink)
        m_sink->gap(side, size, origin);
}

void TcpConnection::streamEnd(base::Side side, StreamEnd how, base::Origin origin)
{
    open();
    if (m_sink)
        m_sink->end(side, how, origin);
}

void TcpConnection::streamAnomaly(base::Side, const base::Anomaly &anomaly, base::Origin origin)
{
    open();
    m_listener.connectionAnomaly(*this, anomaly, origin);
}

} // namespace telltale::reassembly
