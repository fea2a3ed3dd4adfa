// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/origin.h"
#include "reassembly/stream_sink.h"

#include <cstdint>

namespace telltale::reassembly {

class TcpConnection;
struct UdpFlow;

/// Hears from a ConnectionTable. References live until the closing call of the same connection.
class ConnectionListener {
public:
    virtual ~ConnectionListener() = default;

    /// The first call for a connection; its sides are settled now. Its bytes go to the sink, which
    /// the listener owns and keeps until connectionClosed; null drops them.
    virtual StreamSink *connectionOpened(const TcpConnection &connection) = 0;
    /// After every packet of an open connection: its facts have changed.
    virtual void connectionChanged(const TcpConnection &) { }
    /// The last call: both sides have ended, and stray packets are not awaited any more.
    virtual void connectionClosed(const TcpConnection &connection) = 0;
    /// Between opened and closed.
    virtual void connectionAnomaly(
        const TcpConnection &connection, const base::Anomaly &anomaly, base::Origin origin) = 0;

    virtual void flowOpened(const UdpFlow &flow) = 0;
    /// One datagram; its facts are counted already. @p missing bytes were cut off its end.
    virtual void datagram(
        const UdpFlow &flow, base::Side side, base::ByteView payload, std::uint32_t missing, base::Origin origin) = 0;
    virtual void flowClosed(const UdpFlow &flow) = 0;

    /// Of the table itself: tcp.connection_limit.
    virtual void tableAnomaly(const base::Anomaly &anomaly, base::Origin origin) = 0;
};

} // namespace telltale::reassembly
