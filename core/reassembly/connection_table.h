// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/origin.h"
#include "net/address.h"
#include "reassembly/connection_listener.h"
#include "reassembly/tcp_connection.h"
#include "reassembly/tcp_segment.h"
#include "reassembly/udp_flow.h"

#include <array>
#include <cstddef>
#include <list>
#include <memory>
#include <unordered_map>

namespace telltale::reassembly {

/// All connections of one shard, by their endpoints. Finds the one a segment belongs to or begins
/// it, and forgets those that have been silent for long; time is that of the packets.
/// At Limits::connections the one that was silent longest is given up (tcp.connection_limit).
class ConnectionTable {
public:
    static constexpr std::int64_t tcpIdle = 3600 * base::nanosecondsPerSecond;
    static constexpr std::int64_t udpIdle = 300 * base::nanosecondsPerSecond;
    /// How long an ended connection waits for stray retransmissions, or for its ports to be reused.
    static constexpr std::int64_t closedLinger = 120 * base::nanosecondsPerSecond;

    /// The listener outlives the table.
    ConnectionTable(const base::Limits &limits, ConnectionListener &listener);
    ~ConnectionTable();

    void add(const TcpSegment &segment, base::Origin origin);
    void add(const UdpDatagram &datagram, base::Origin origin);
    /// The input's time went on, with or without packets for this table.
    void advance(base::Timestamp now);
    /// The input ended: ends and forgets everything, in the order of the connections' ids.
    void finish();

    [[nodiscard]] std::size_t size() const { return m_tcp.size() + m_udp.size(); }

private:
    enum class State : std::uint8_t { open, resetting, closed };
    struct TcpEntry;
    struct UdpEntry;
    using TcpQueue = std::list<TcpEntry *>; ///< longest silent first
    using UdpQueue = std::list<UdpEntry *>;

    struct TcpEntry {
        TcpEntry(const net::FlowKey &flow, const TcpSegment &first, base::Origin origin, ConnectionTable &table);
        net::FlowKey key;
        TcpConnection connection;
        base::Timestamp seen;
        State state = State::open;
        TcpQueue::iterator place;
    };
    struct UdpEntry {
        net::FlowKey key;
        UdpFlow flow;
        base::Timestamp seen;
        UdpQueue::iterator place;
    };

    TcpEntry &entryFor(const TcpSegment &segment, base::Origin origin);
    UdpEntry &entryFor(const UdpDatagram &datagram, base::Origin origin);
    [[nodiscard]] static bool isExpired(const TcpEntry &entry, base::Timestamp now);
    void touch(TcpEntry &entry, base::Timestamp now);
    void makeRoom(base::Origin origin);
    void expire();
    void forget(TcpEntry &entry);
    void forget(UdpEntry &entry);
    TcpQueue &queue(State state) { return m_queues[static_cast<std::size_t>(state)]; }

    base::Limits m_limits;
    ConnectionListener &m_listener;
    ReassemblyBudget m_budget;
    std::unordered_map<net::FlowKey, std::unique_ptr<TcpEntry>> m_tcp;
    std::unordered_map<net::FlowKey, std::unique_ptr<UdpEntry>> m_udp;
    std::array<TcpQueue, 3> m_queues; ///< by State
    UdpQueue m_udpQueue;
    base::Timestamp m_now;
    base::Timestamp m_lastTime;
};

} // namespace telltale::reassembly
