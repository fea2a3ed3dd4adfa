// SPDX-License-Identifier: GPL-3.0-or-later
#include "reassembly/connection_table.h"

#include <algorithm>
#include <vector>

namespace telltale::reassembly {

namespace {

/// A single packet with a stamp further ahead than this is not believed: it may be damaged, and
/// would make everything look silent.
constexpr std::int64_t believableStep = 600 * base::nanosecondsPerSecond;

std::int64_t elapsed(base::Timestamp from, base::Timestamp to)
{
    return to.nanoseconds - from.nanoseconds;
}

/// Who asked, when the first datagram seen may be the answer of a well-known service.
bool sourceIsOriginator(const UdpDatagram &datagram)
{
    return datagram.source.port >= 1024 || datagram.destination.port < 1024;
}

} // namespace

ConnectionTable::TcpEntry::TcpEntry(
    const net::FlowKey &flow, const TcpSegment &first, base::Origin origin, ConnectionTable &table)
    : key(flow)
    , connection(first, origin, table.m_limits, table.m_budget, table.m_listener)
    , seen(origin.time)
{
}

ConnectionTable::ConnectionTable(const base::Limits &limits, ConnectionListener &listener)
    : m_limits(limits)
    , m_listener(listener)
{
}

ConnectionTable::~ConnectionTable() = default;

void ConnectionTable::add(const TcpSegment &segment, base::Origin origin)
{
    advance(origin.time);
    TcpEntry &entry = entryFor(segment, origin);
    entry.connection.add(segment, origin);
    touch(entry, origin.time);
}

void ConnectionTable::add(const UdpDatagram &datagram, base::Origin origin)
{
    advance(origin.time);
    UdpEntry &entry = entryFor(datagram, origin);
    UdpFlow &flow = entry.flow;
    const base::Side side = datagram.source == flow.originator ? base::Side::originator : base::Side::responder;
    UdpFlow::Half &half = flow.halves[base::index(side)];
    half.bytes += datagram.payload.size();
    half.missing += datagram.missing;
    ++half.packets;
    flow.last = origin;
    entry.seen = origin.time;
    m_udpQueue.splice(m_udpQueue.end(), m_udpQueue, entry.place);
    m_listener.datagram(flow, side, datagram.payload, datagram.missing, origin);
}

ConnectionTable::TcpEntry &ConnectionTable::entryFor(const TcpSegment &segment, base::Origin origin)
{
    const auto key = net::FlowKey::of(segment.source, segment.destination, net::Transport::tcp);
    if (const auto found = m_tcp.find(key); found != m_tcp.end()) {
        TcpEntry &entry = *found->second;
        // Asked here too, so that the outcome does not depend on what else this shard sees.
        if (!isExpired(entry, origin.time) && !entry.connection.isSupersededBy(segment))
            return entry;
        forget(entry);
    }
    makeRoom(origin);
    auto entry = std::make_unique<TcpEntry>(key, segment, origin, *this);
    entry->place = queue(State::open).insert(queue(State::open).end(), entry.get());
    return *m_tcp.emplace(key, std::move(entry)).first->second;
}

ConnectionTable::UdpEntry &ConnectionTable::entryFor(const UdpDatagram &datagram, base::Origin origin)
{
    const auto key = net::FlowKey::of(datagram.source, datagram.destination, net::Transport::udp);
    if (const auto found = m_udp.find(key); found != m_udp.end()) {
        UdpEntry &entry = *found->second;
        if (elapsed(entry.seen, origin.time) < udpIdle)
            return entry;
        forget(entry);
    }
    makeRoom(origin);
    auto entry = std::make_unique<UdpEntry>();
    entry->key = key;
    const bool forward = sourceIsOriginator(datagram);
    entry->flow.originator = forward ? datagram.source : datagram.destination;
    entry->flow.responder = forward ? datagram.destination : datagram.source;
    entry->flow.first = entry->flow.last = origin;
    entry->place = m_udpQueue.insert(m_udpQueue.end(), entry.get());
    UdpEntry &kept = *m_udp.emplace(key, std::move(entry)).first->second;
    m_listener.flowOpened(kept.flow);
    return kept;
}

bool ConnectionTable::isExpired(const TcpEntry &entry, base::Timestamp now)
{
    return elapsed(entry.seen, now) >= (entry.state == State::closed ? closedLinger : tcpIdle);
}

/// Moves the entry to the end of the queue of its state. A connection that is being reset keeps
/// its place: its time runs from the RST.
void ConnectionTable::touch(TcpEntry &entry, base::Timestamp now)
{
    entry.seen = std::max(entry.seen, now);
    const State before = entry.state;
    const TcpConnection &connection = entry.connection;
    entry.state = connection.ended() ? State::closed : connection.isResetting() ? State::resetting : State::open;
    if (entry.state != State::resetting || before != State::resetting)
        queue(entry.state).splice(queue(entry.state).end(), queue(before), entry.place);
}

void ConnectionTable::advance(base::Timestamp now)
{
    const bool believable =
        m_now == base::Timestamp{} || elapsed(m_now, now) < believableStep || elapsed(m_lastTime, now) < believableStep;
    m_lastTime = now;
    if (believable)
        m_now = std::max(m_now, now);
    expire();
}

void ConnectionTable::expire()
{
    for (TcpQueue &resetting = queue(State::resetting); !resetting.empty();) {
        TcpEntry &entry = *resetting.front();
        entry.connection.settleReset(m_now);
        if (!entry.connection.ended())
            break;
        touch(entry, entry.seen);
    }
    for (const State state : {State::open, State::closed}) {
        while (!queue(state).empty() && isExpired(*queue(state).front(), m_now))
            forget(*queue(state).front());
    }
    while (!m_udpQueue.empty() && elapsed(m_udpQueue.front()->seen, m_now) >= udpIdle)
        forget(*m_udpQueue.front());
}

void ConnectionTable::makeRoom(base::Origin origin)
{
    while (size() > 0 && size() >= m_limits.connections) {
        if (queue(State::closed).empty())
            m_listener.tableAnomaly(
                {"tcp.connection_limit", "The connection silent for longest was given up."}, origin);
        const TcpQueue &open = queue(State::open).empty() ? queue(State::resetting) : queue(State::open);
        if (!queue(State::closed).empty())
            forget(*queue(State::closed).front());
        else if (m_udpQueue.empty() || (!open.empty() && open.front()->seen < m_udpQueue.front()->seen))
            forget(*open.front());
        else
            forget(*m_udpQueue.front());
    }
}

void ConnectionTable::forget(TcpEntry &entry)
{
    entry.connection.finish();
    m_listener.connectionClosed(entry.connection);
    queue(entry.state).erase(entry.place);
    m_tcp.erase(net::FlowKey(entry.key)); // a copy: the key dies with the entry
}

void ConnectionTable::forget(UdpEntry &entry)
{
    m_listener.flowClosed(entry.flow);
    m_udpQueue.erase(entry.place);
    m_udp.erase(net::FlowKey(entry.key));
}

void ConnectionTable::finish()
{
    std::vector<TcpEntry *> connections;
    for (const auto &[key, entry] : m_tcp)
        connections.push_back(entry.get());
    std::ranges::sort(connections, {}, [](const TcpEntry *entry) { return entry->connection.id(); });
    for (TcpEntry *entry : connections)
        forget(*entry);
    std::vector<UdpEntry *> flows;
    for (const auto &[key, entry] : m_udp)
        flows.push_back(entry.get());
    std::ranges::sort(flows, {}, [](const UdpEntry *entry) { return entry->flow.id(); });
    for (UdpEntry *entry : flows)
        forget(*entry);
}

} // namespace telltale::reassembly
