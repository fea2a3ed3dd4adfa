// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/websocket_parser.h"
#include "pipeline/flow_context.h"
#include "reassembly/stream_sink.h"

#include <string_view>

namespace telltale::pipeline {

/// What runs in a connection after its upgrade to WebSocket: one value for each text and binary
/// message, with its payload in the store. Control frames are not messages.
class WebSocketLayer final : public reassembly::StreamSink, private http::WebSocketListener {
public:
    /// @param extensions  Sec-WebSocket-Extensions as the server answered it
    WebSocketLayer(FlowContext &flow, session::ExchangeId exchange, std::string_view extensions);

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;

private:
    void message(base::Side side, const http::WebSocketMessage &message, base::Origin origin) override;
    void anomaly(const base::Anomaly &anomaly, base::Origin origin) override;

    FlowContext &m_flow;
    session::ExchangeId m_exchange;
    std::uint32_t m_messages = 0;
    http::WebSocketParser m_parser;
};

} // namespace telltale::pipeline
