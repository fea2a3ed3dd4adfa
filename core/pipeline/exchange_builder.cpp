// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/exchange_builder.h"

#include "decode/content_coding.h"
#include "pipeline/next_layer.h"
#include "pipeline/request_url.h"
#include "pipeline/web_socket_layer.h"
#include "session/header_block.h"

#include <algorithm>
#include <utility>

namespace telltale::pipeline {

namespace {

session::HeaderList toHeaders(const std::vector<http::Field> &fields)
{
    session::HeaderList headers;
    headers.reserve(fields.size());
    for (const http::Field &field : fields)
        headers.push_back({field.name, field.value});
    return headers;
}

session::HttpVersion toVersion(http::Version version)
{
    switch (version) {
    case http::Version::http10: return session::HttpVersion::http10;
    case http::Version::http11: return session::HttpVersion::http11;
    case http::Version::h2: return session::HttpVersion::h2;
    }
    return session::HttpVersion::http11;
}

} // namespace

ExchangeBuilder::ExchangeBuilder(FlowContext &flow, bool secure)
    : m_flow(flow)
    , m_secure(secure)
{
}

ExchangeBuilder::~ExchangeBuilder()
{
    for (const auto &[stream, open] : m_open)
        m_flow.shard.pendingBodyBytes -= open.request.body.size() + open.response.body.size();
}

ExchangeBuilder::Open *ExchangeBuilder::find(http::StreamId stream)
{
    const auto found = m_open.find(stream);
    return found == m_open.end() ? nullptr : &found->second;
}

void ExchangeBuilder::addPacket(session::Message &message, base::Origin origin)
{
    if (!message.packets.empty() && message.packets.back() >= origin.packet)
        return;
    const std::size_t limit = m_flow.shard.limits.packetsPerMessage;
    if (message.packets.size() <= limit) {
        if (message.packets.size() == limit)
            m_flow.anomaly({"http.packet_limit", "Only the first packets and the last of a long message are named."}, origin);
        message.packets.push_back(origin.packet);
    } else {
        message.packets.back() = origin.packet;
    }
}

void ExchangeBuilder::requestHead(http::StreamId stream, const http::RequestHead &head, base::Origin origin)
{
    close(stream, origin); // a stream number used twice: the earlier exchange ends here
    Open &open = m_open[stream];
    auto &exchange = open.exchange;
    auto &connection = m_flow.connection;
    exchange.id = {connection.id, ++m_flow.exchanges};
    exchange.time = origin.time;
    exchange.requestEnd = origin.time;
    exchange.end = origin.time;
    exchange.version = toVersion(head.version);
    exchange.method = head.method;
    exchange.client = connection.originator.ip;
    exchange.server = connection.responder.ip;
    const RequestUrl url = requestUrl(head, m_secure, connection.responder);
    exchange.scheme = url.scheme;
    exchange.host = url.host;
    exchange.url = url.text;
    open.request.headers = toHeaders(head.fields);
    exchange.request.contentType = session::headerValue(open.request.headers, "content-type");
    exchange.request.contentEncoding = session::headerValue(open.request.headers, "content-encoding");
    addPacket(exchange.request, origin);
    if (connection.hostSource == session::HostSource::none && !url.host.empty() && head.method != "CONNECT") {
        connection.host = url.host;
        connection.hostSource = session::HostSource::http;
        m_flow.changed();
    }
}

void ExchangeBuilder::grow(Growing &growing, session::Message &message, base::ByteView bytes, base::Origin origin)
{
    message.size += bytes.size();
    addPacket(message, origin);
    if (growing.overLimit)
        return;
    auto &pending = m_flow.shard.pendingBodyBytes;
    const auto &limits = m_flow.shard.limits;
    if (growing.body.size() + bytes.size() > limits.bodyBytes || pending + bytes.size() > limits.bodyBytesPending) {
        growing.overLimit = true;
        m_flow.anomaly({"http.body_limit", "A body is larger than what is kept; the rest is only counted."}, origin);
        return;
    }
    pending += bytes.size();
    growing.body.insert(growing.body.end(), bytes.begin(), bytes.end());
}

void ExchangeBuilder::requestBody(http::StreamId stream, base::ByteView bytes, base::Origin origin)
{
    if (Open *open = find(stream))
        grow(open->request, open->exchange.request, bytes, origin);
}

void ExchangeBuilder::requestGap(http::StreamId stream, std::uint64_t size, base::Origin)
{
    if (Open *open = find(stream)) {
        open->exchange.request.gaps = true;
        open->exchange.request.size += size;
    }
}

void ExchangeBuilder::store(Growing &growing, session::Message &message, const std::vector<http::Field> &trailers,
                            bool complete)
{
    for (const http::Field &trailer : trailers)
        growing.headers.push_back({trailer.name, trailer.value});
    message.complete = complete;
    message.decodedSize = message.size;
    if (!message.contentEncoding.empty() && !growing.body.empty() && !growing.overLimit) {
        const auto decoded = decode::decodeContent(growing.body, message.contentEncoding, m_flow.shard.limits);
        if (decoded.complete)
            message.decodedSize = decoded.bytes.size();
    }
    auto &payloads = m_flow.shard.payloads;
    message.headers = payloads.append(session::encodeHeaders(growing.headers));
    message.body = payloads.append(growing.body);
    growing.ended = true;
}

void ExchangeBuilder::requestEnd(http::StreamId stream, const std::vector<http::Field> &trailers, bool complete,
                                 base::Origin origin)
{
    Open *open = find(stream);
    if (open == nullptr || open->request.ended)
        return;
    addPacket(open->exchange.request, origin);
    open->exchange.requestEnd = origin.time;
    open->exchange.end = std::max(open->exchange.end, origin.time);
    store(open->request, open->exchange.request, trailers, complete);
    m_flow.shard.output.requestComplete(open->exchange, open->request.headers, open->request.body);
    m_flow.shard.pendingBodyBytes -= open->request.body.size();
    open->request.body = {};
    open->request.headers = {};
    if (open->response.ended)
        close(stream, origin);
}

void ExchangeBuilder::informational(http::StreamId stream, const http::ResponseHead &, base::Origin origin)
{
    if (Open *open = find(stream))
        open->exchange.end = std::max(open->exchange.end, origin.time);
}

void ExchangeBuilder::responseHead(http::StreamId stream, const http::ResponseHead &head, base::Origin origin)
{
    Open *open = find(stream);
    if (open == nullptr) {
        m_flow.anomaly({"http.response_without_request", "A response came whose request was not captured."}, origin);
        return;
    }
    auto &exchange = open->exchange;
    if (head.status != 0) // 0: HPACK state was lost, the status could not be read
        exchange.status = head.status;
    open->hasResponse = true;
    exchange.end = std::max(exchange.end, origin.time);
    open->response.headers = toHeaders(head.fields);
    exchange.response.contentType = session::headerValue(open->response.headers, "content-type");
    exchange.response.contentEncoding = session::headerValue(open->response.headers, "content-encoding");
    addPacket(exchange.response, origin);
}

void ExchangeBuilder::responseBody(http::StreamId stream, base::ByteView bytes, base::Origin origin)
{
    if (Open *open = find(stream)) {
        grow(open->response, open->exchange.response, bytes, origin);
        open->exchange.end = std::max(open->exchange.end, origin.time);
    }
}

void ExchangeBuilder::responseGap(http::StreamId stream, std::uint64_t size, base::Origin)
{
    if (Open *open = find(stream)) {
        open->exchange.response.gaps = true;
        open->exchange.response.size += size;
    }
}

void ExchangeBuilder::responseEnd(http::StreamId stream, const std::vector<http::Field> &trailers, bool complete,
                                  base::Origin origin)
{
    Open *open = find(stream);
    if (open == nullptr || open->response.ended)
        return;
    addPacket(open->exchange.response, origin);
    open->exchange.end = std::max(open->exchange.end, origin.time);
    store(open->response, open->exchange.response, trailers, complete);
    if (open->request.ended)
        close(stream, origin);
}

void ExchangeBuilder::close(http::StreamId stream, base::Origin origin)
{
    Open *open = find(stream);
    if (open == nullptr)
        return;
    const bool responseStored = open->response.ended;
    if (!open->request.ended) {
        // Nothing more of the request will come; requestEnd() must not close what is closing here.
        open->response.ended = false;
        requestEnd(stream, {}, false, origin);
    }
    if (open->hasResponse && !responseStored)
        store(open->response, open->exchange.response, {}, false);
    m_flow.shard.pendingBodyBytes -= open->request.body.size() + open->response.body.size();
    open->exchange.ended = true;
    m_flow.shard.output.exchangeChanged(open->exchange);
    m_open.erase(stream);
}

void ExchangeBuilder::finish(base::Origin origin)
{
    while (!m_open.empty())
        close(m_open.begin()->first, origin);
}

reassembly::StreamSink *ExchangeBuilder::tunnel(http::StreamId stream, http::TunnelKind kind, base::Origin origin)
{
    Open *open = find(stream);
    if (m_flow.layers >= m_flow.shard.limits.layers) {
        m_flow.anomaly({"pipeline.layer_limit", "More protocols are nested in this connection than are followed."},
                       origin);
        return nullptr;
    }
    switch (kind) {
    case http::TunnelKind::webSocket: {
        if (open == nullptr)
            return nullptr;
        const std::string extensions(session::headerValue(open->response.headers, "sec-websocket-extensions"));
        m_tunnels.push_back(std::make_unique<WebSocketLayer>(m_flow, open->exchange.id, extensions));
        break;
    }
    case http::TunnelKind::connect:
        m_tunnels.push_back(std::make_unique<NextLayer>(m_flow, std::string(), false));
        break;
    case http::TunnelKind::other:
        return nullptr;
    }
    return m_tunnels.back().get();
}

void ExchangeBuilder::anomaly(const base::Anomaly &anomaly, base::Origin origin)
{
    m_flow.anomaly(anomaly, origin);
}

void ExchangeBuilder::keysChanged()
{
    for (const auto &tunnel : m_tunnels)
        tunnel->keysChanged();
}

} // namespace telltale::pipeline
