// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/web_socket_layer.h"

namespace telltale::pipeline {

WebSocketLayer::WebSocketLayer(FlowContext &flow, session::ExchangeId exchange, std::string_view extensions)
    : m_flow(flow)
    , m_exchange(exchange)
    , m_parser(http::WebSocketDeflate::parse(extensions), flow.shard.limits, *this)
{
}

void WebSocketLayer::data(base::Side side, base::ByteView bytes, base::Origin origin)
{
    m_parser.data(side, bytes, origin);
}

void WebSocketLayer::gap(base::Side side, std::uint64_t size, base::Origin origin)
{
    m_parser.gap(side, size, origin);
}

void WebSocketLayer::end(base::Side side, reassembly::StreamEnd how, base::Origin origin)
{
    m_parser.end(side, how, origin);
}

void WebSocketLayer::message(base::Side side, const http::WebSocketMessage &message, base::Origin)
{
    if (message.opcode > http::WebSocketOpcode::binary)
        return;
    session::WebSocketMessage value;
    value.exchange = m_exchange;
    value.ordinal = ++m_messages;
    value.time = message.first.time;
    value.sent = side == base::Side::originator;
    value.opcode = static_cast<std::uint8_t>(message.opcode);
    value.size = message.payload.size();
    value.body = m_flow.shard.payloads.append(message.payload);
    m_flow.shard.output.webSocketMessage(value);
}

void WebSocketLayer::anomaly(const base::Anomaly &anomaly, base::Origin origin)
{
    m_flow.anomaly(anomaly, origin);
}

} // namespace telltale::pipeline
