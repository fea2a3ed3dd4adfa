// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/flow_tracker.h"

#include "pipeline/dns_layer.h"
#include "pipeline/next_layer.h"
#include "pipeline/quic_sniff.h"

#include <algorithm>
#include <utility>

namespace telltale::pipeline {

using base::Side;

namespace {

constexpr std::uint16_t dnsPort = 53;

bool isDns(const net::Endpoint &a, const net::Endpoint &b)
{
    return a.port == dnsPort || b.port == dnsPort;
}

} // namespace

struct FlowTracker::TcpPipe {
    TcpPipe(ShardContext &shard, session::Connection facts, bool dns)
        : flow{shard, std::move(facts)}
    {
        if (dns)
            top = std::make_unique<DnsStreamLayer>(flow);
        else
            top = std::make_unique<NextLayer>(flow, std::string(), false);
    }
    [[nodiscard]] bool waiting() const
    {
        return std::any_of(flow.keyWaiters.begin(), flow.keyWaiters.end(), [](const KeyWaiter *w) { return w->waiting(); });
    }

    FlowContext flow;
    std::unique_ptr<reassembly::StreamSink> top;
    base::Origin last; ///< of the connection, once it has ended
};

struct FlowTracker::UdpPipe {
    UdpPipe(ShardContext &shard, session::Connection facts)
        : flow{shard, std::move(facts)}
    {
    }
    FlowContext flow;
    std::unique_ptr<DnsDatagramLayer> dns; ///< for port 53 only
};

FlowTracker::FlowTracker(const tls::KeyStore &keys, session::PayloadStore &payloads, const base::Limits &limits,
                         FlowOutput &output)
    : m_limits(limits)
    , m_shard{keys, payloads, m_limits, output, tls::PendingBudget(m_limits)}
    , m_table(m_limits, *this)
{
}

FlowTracker::~FlowTracker() = default;

void FlowTracker::add(const net::TransportPacket &packet, base::Origin origin)
{
    const auto missing = static_cast<std::uint32_t>(std::min<std::size_t>(packet.missing, UINT32_MAX));
    if (packet.transport == net::Transport::udp) {
        m_table.add(reassembly::UdpDatagram{packet.source, packet.destination, packet.payload, missing}, origin);
        return;
    }
    reassembly::TcpSegment segment;
    segment.source = packet.source;
    segment.destination = packet.destination;
    segment.sequence = packet.sequence;
    segment.acknowledgment = packet.acknowledgment;
    segment.syn = packet.has(net::tcpSyn);
    segment.ack = packet.has(net::tcpAck);
    segment.fin = packet.has(net::tcpFin);
    segment.rst = packet.has(net::tcpRst);
    segment.payload = packet.payload;
    segment.missing = missing;
    m_table.add(segment, origin);
}

void FlowTracker::touch(FlowContext &flow)
{
    if (!flow.isTouched) {
        flow.isTouched = true;
        m_touched.push_back(&flow);
    }
}

void FlowTracker::keysChanged()
{
    // In the order of ids: what comes out must not depend on the order of a hash table.
    std::vector<std::uint64_t> ids;
    ids.reserve(m_tcp.size());
    for (const auto &[id, pipe] : m_tcp)
        ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    for (const std::uint64_t id : ids) {
        TcpPipe &pipe = *m_tcp.at(id);
        pipe.top->keysChanged();
        touch(pipe.flow);
    }
    for (const auto &pipe : m_lingering)
        pipe->top->keysChanged();
    endLingering({}, false);
}

/// Closes those of the lingering connections that wait no more, or have waited too long.
void FlowTracker::endLingering(base::Timestamp now, bool all)
{
    const std::int64_t patience = m_limits.lateKeySeconds * base::nanosecondsPerSecond;
    std::erase_if(m_lingering, [&](const std::unique_ptr<TcpPipe> &pipe) {
        const bool late = all || now.nanoseconds - pipe->last.time.nanoseconds > patience;
        if (pipe->waiting() && !late)
            return false;
        if (pipe->waiting()) {
            for (KeyWaiter *waiter : pipe->flow.keyWaiters)
                waiter->giveUp(pipe->last);
        }
        close(*pipe);
        return true;
    });
}

void FlowTracker::linger(std::unique_ptr<TcpPipe> pipe, base::Origin last)
{
    pipe->last = last;
    m_lingering.push_back(std::move(pipe));
    if (m_lingering.size() <= m_limits.lateKeyConnections)
        return;
    TcpPipe &oldest = *m_lingering.front();
    oldest.flow.anomaly({"tls.late_key_limit", "Too many ended connections wait for keys; the oldest is given up."},
                        oldest.last);
    for (KeyWaiter *waiter : oldest.flow.keyWaiters)
        waiter->giveUp(oldest.last);
    close(oldest);
    m_lingering.pop_front();
}

void FlowTracker::close(TcpPipe &pipe)
{
    std::erase(m_touched, &pipe.flow);
    pipe.flow.connection.closed = true;
    m_shard.output.connectionChanged(pipe.flow.connection);
}

void FlowTracker::advance(base::Timestamp now)
{
    m_table.advance(now);
    endLingering(now, false);
}

void FlowTracker::flush()
{
    for (FlowContext *flow : m_touched) {
        flow->isTouched = false;
        if (std::exchange(flow->isChanged, false))
            m_shard.output.connectionChanged(flow->connection);
    }
    m_touched.clear();
}

void FlowTracker::finish()
{
    m_table.finish();
    endLingering({}, true);
    flush();
}

reassembly::StreamSink *FlowTracker::connectionOpened(const reassembly::TcpConnection &connection)
{
    session::Connection facts;
    facts.id = {connection.id(), 0};
    facts.time = connection.first().time;
    facts.end = facts.time;
    facts.originator = connection.originator();
    facts.responder = connection.responder();
    const bool dns = isDns(facts.originator, facts.responder);
    auto pipe = std::make_unique<TcpPipe>(m_shard, std::move(facts), dns);
    pipe->flow.changed();
    touch(pipe->flow);
    return m_tcp.insert_or_assign(connection.id(), std::move(pipe)).first->second->top.get();
}

void FlowTracker::connectionChanged(const reassembly::TcpConnection &connection)
{
    const auto found = m_tcp.find(connection.id());
    if (found == m_tcp.end())
        return;
    FlowContext &flow = found->second->flow;
    session::Connection &facts = flow.connection;
    facts.end = std::max(facts.end, connection.last().time);
    facts.bytesSent = connection.facts(Side::originator).bytes;
    facts.bytesReceived = connection.facts(Side::responder).bytes;
    if (facts.sidesSwapped)
        std::swap(facts.bytesSent, facts.bytesReceived);
    facts.packets = connection.packets();
    facts.gaps = connection.gaps();
    flow.changed();
    touch(flow);
}

void FlowTracker::connectionClosed(const reassembly::TcpConnection &connection)
{
    const auto found = m_tcp.find(connection.id());
    if (found == m_tcp.end())
        return;
    connectionChanged(connection);
    std::unique_ptr<TcpPipe> pipe = std::move(found->second);
    m_tcp.erase(found);
    if (pipe->waiting())
        linger(std::move(pipe), connection.last());
    else
        close(*pipe);
}

void FlowTracker::connectionAnomaly(const reassembly::TcpConnection &connection, const base::Anomaly &anomaly,
                                    base::Origin origin)
{
    m_shard.output.anomaly(anomaly, session::ConnectionId{connection.id(), 0}, origin);
}

void FlowTracker::flowOpened(const reassembly::UdpFlow &flow)
{
    session::Connection facts;
    facts.id = {flow.id(), 0};
    facts.time = flow.first.time;
    facts.end = facts.time;
    facts.transport = net::Transport::udp;
    facts.originator = flow.originator;
    facts.responder = flow.responder;
    auto pipe = std::make_unique<UdpPipe>(m_shard, std::move(facts));
    if (isDns(flow.originator, flow.responder))
        pipe->dns = std::make_unique<DnsDatagramLayer>(pipe->flow);
    m_udp.insert_or_assign(flow.id(), std::move(pipe));
}

void FlowTracker::datagram(const reassembly::UdpFlow &flow, Side, base::ByteView payload, std::uint32_t,
                           base::Origin origin)
{
    const auto found = m_udp.find(flow.id());
    if (found == m_udp.end())
        return;
    UdpPipe &pipe = *found->second;
    session::Connection &facts = pipe.flow.connection;
    facts.end = std::max(facts.end, origin.time);
    facts.bytesSent = flow.half(Side::originator).bytes;
    facts.bytesReceived = flow.half(Side::responder).bytes;
    facts.packets = flow.packets();
    if (pipe.dns) {
        pipe.dns->datagram(payload, origin);
    } else if (facts.security == session::Security::none && looksLikeQuic(payload)) {
        facts.security = session::Security::quic;
        facts.decryption = session::Decryption::none;
        facts.reason = session::Reason::unknownProtocol;
    }
    pipe.flow.changed();
    touch(pipe.flow);
}

void FlowTracker::flowClosed(const reassembly::UdpFlow &flow)
{
    const auto found = m_udp.find(flow.id());
    if (found == m_udp.end())
        return;
    UdpPipe &pipe = *found->second;
    if (pipe.dns)
        pipe.dns->finish();
    std::erase(m_touched, &pipe.flow);
    pipe.flow.connection.closed = true;
    m_shard.output.connectionChanged(pipe.flow.connection);
    m_udp.erase(found);
}

void FlowTracker::tableAnomaly(const base::Anomaly &anomaly, base::Origin origin)
{
    m_shard.output.anomaly(anomaly, std::nullopt, origin);
}

} // namespace telltale::pipeline
