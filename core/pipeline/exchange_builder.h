// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/http_listener.h"
#include "pipeline/flow_context.h"
#include "reassembly/stream_sink.h"
#include "session/values.h"

#include <map>
#include <memory>
#include <vector>

namespace telltale::pipeline {

/// Puts the events of one HTTP connection together into exchanges, with headers and bodies in the
/// payload store, and starts what runs inside (CONNECT, WebSocket).
class ExchangeBuilder final : public http::HttpListener {
public:
    ExchangeBuilder(FlowContext &flow, bool secure);
    ~ExchangeBuilder() override;

    void requestHead(http::StreamId stream, const http::RequestHead &head, base::Origin origin) override;
    void requestBody(http::StreamId stream, base::ByteView bytes, base::Origin origin) override;
    void requestGap(http::StreamId stream, std::uint64_t size, base::Origin origin) override;
    void requestEnd(http::StreamId stream, const std::vector<http::Field> &trailers, bool complete,
                    base::Origin origin) override;
    void informational(http::StreamId stream, const http::ResponseHead &head, base::Origin origin) override;
    void responseHead(http::StreamId stream, const http::ResponseHead &head, base::Origin origin) override;
    void responseBody(http::StreamId stream, base::ByteView bytes, base::Origin origin) override;
    void responseGap(http::StreamId stream, std::uint64_t size, base::Origin origin) override;
    void responseEnd(http::StreamId stream, const std::vector<http::Field> &trailers, bool complete,
                     base::Origin origin) override;
    reassembly::StreamSink *tunnel(http::StreamId stream, http::TunnelKind kind, base::Origin origin) override;
    void anomaly(const base::Anomaly &anomaly, base::Origin origin) override;

    /// The connection is over: whatever is open ends here, incomplete.
    void finish(base::Origin origin);
    void keysChanged();

private:
    /// One direction while it is being received.
    struct Growing {
        session::HeaderList headers;
        base::ByteBuffer body;
        bool overLimit = false;
        bool ended = false;
    };
    struct Open {
        session::Exchange exchange;
        Growing request;
        Growing response;
        bool hasResponse = false;
    };

    Open *find(http::StreamId stream);
    void grow(Growing &growing, session::Message &message, base::ByteView bytes, base::Origin origin);
    void store(Growing &growing, session::Message &message, const std::vector<http::Field> &trailers, bool complete);
    void close(http::StreamId stream, base::Origin origin);
    void addPacket(session::Message &message, base::Origin origin);

    FlowContext &m_flow;
    bool m_secure;
    std::map<http::StreamId, Open> m_open;
    std::vector<std::unique_ptr<reassembly::StreamSink>> m_tunnels;
};

} // namespace telltale::pipeline
