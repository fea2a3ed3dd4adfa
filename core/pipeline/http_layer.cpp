// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/http_layer.h"

#include "http/http1_connection.h"
#include "http/http2_connection.h"

namespace telltale::pipeline {

HttpLayer::HttpLayer(FlowContext &flow, bool http2, bool secure)
    : m_builder(flow, secure)
{
    if (http2)
        m_parser = std::make_unique<http::Http2Connection>(flow.shard.limits, m_builder);
    else
        m_parser = std::make_unique<http::Http1Connection>(flow.shard.limits, m_builder);
}

HttpLayer::~HttpLayer() = default;

void HttpLayer::data(base::Side side, base::ByteView bytes, base::Origin origin)
{
    m_parser->data(side, bytes, origin);
}

void HttpLayer::gap(base::Side side, std::uint64_t size, base::Origin origin)
{
    m_parser->gap(side, size, origin);
}

void HttpLayer::end(base::Side side, reassembly::StreamEnd how, base::Origin origin)
{
    m_parser->end(side, how, origin);
    m_ended[index(side)] = true;
    if (m_ended[0] && m_ended[1])
        m_builder.finish(origin);
}

void HttpLayer::keysChanged()
{
    m_builder.keysChanged();
}

} // namespace telltale::pipeline
