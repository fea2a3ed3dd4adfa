// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/origin.h"
#include "net/transport_packet.h"
#include "pipeline/flow_context.h"
#include "reassembly/connection_table.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

namespace telltale::pipeline {

/// All flows of one shard: puts their packets in order and runs the layers of each connection.
/// Belongs to one thread.
class FlowTracker final : private reassembly::ConnectionListener {
public:
    FlowTracker(const tls::KeyStore &keys, session::PayloadStore &payloads, const base::Limits &limits,
                FlowOutput &output);
    ~FlowTracker() override;

    void add(const net::TransportPacket &packet, base::Origin origin);

    /// Keys came: connections that wait for some try again.
    void keysChanged();

    /// Packet time went on without packets for this shard: idle connections end.
    void advance(base::Timestamp now);

    /// Sends the connections whose facts changed since the last call.
    void flush();

    /// The input is over: everything ends.
    void finish();

private:
    struct TcpPipe;
    struct UdpPipe;

    reassembly::StreamSink *connectionOpened(const reassembly::TcpConnection &connection) override;
    void connectionChanged(const reassembly::TcpConnection &connection) override;
    void connectionClosed(const reassembly::TcpConnection &connection) override;
    void connectionAnomaly(const reassembly::TcpConnection &connection, const base::Anomaly &anomaly,
                           base::Origin origin) override;
    void flowOpened(const reassembly::UdpFlow &flow) override;
    void datagram(const reassembly::UdpFlow &flow, base::Side side, base::ByteView payload, std::uint32_t missing,
                  base::Origin origin) override;
    void flowClosed(const reassembly::UdpFlow &flow) override;
    void tableAnomaly(const base::Anomaly &anomaly, base::Origin origin) override;

    void touch(FlowContext &flow);
    void linger(std::unique_ptr<TcpPipe> pipe, base::Origin last);
    void endLingering(base::Timestamp now, bool all);
    void close(TcpPipe &pipe);

    base::Limits m_limits;
    ShardContext m_shard;
    // The pipes are declared before the table: its finish() still calls into them.
    std::unordered_map<std::uint64_t, std::unique_ptr<TcpPipe>> m_tcp; // by id of the connection
    std::unordered_map<std::uint64_t, std::unique_ptr<UdpPipe>> m_udp;
    std::vector<FlowContext *> m_touched; // those with isChanged set
    std::deque<std::unique_ptr<TcpPipe>> m_lingering; // ended, but records wait for keys; oldest first
    reassembly::ConnectionTable m_table;
};

} // namespace telltale::pipeline
