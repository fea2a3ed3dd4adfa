// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/origin.h"
#include "session/values.h"

#include <optional>

namespace telltale::pipeline {

/// Receives what the flows of one shard carry. Calls come from that shard's thread, in packet order
/// of the shard; references and views are valid during the call.
class FlowOutput {
public:
    virtual ~FlowOutput() = default;

    /// A connection was opened or some of its facts changed.
    virtual void connectionChanged(const session::Connection &connection) = 0;

    /// A request is complete (or as complete as it will get). Comes once for each exchange, before
    /// the first exchangeChanged() of it. @p body is content-encoded as on the wire.
    virtual void requestComplete(const session::Exchange &exchange, const session::HeaderList &headers,
                                 base::ByteView body)
        = 0;

    /// Response, status or end are known now.
    virtual void exchangeChanged(const session::Exchange &exchange) = 0;

    virtual void dnsAnswer(const session::DnsAnswer &answer) = 0;
    virtual void webSocketMessage(const session::WebSocketMessage &message) = 0;
    virtual void anomaly(const base::Anomaly &anomaly, std::optional<session::ConnectionId> connection,
                         base::Origin origin)
        = 0;
};

} // namespace telltale::pipeline
