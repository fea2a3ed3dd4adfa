// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http2_connection.h"

#include "http/http2_head.h"

#include <utility>
#include <vector>

namespace telltale::http {

Http2Connection::Http2Connection(const base::Limits &limits, HttpListener &listener, std::optional<StreamId> upgraded)
    : m_listener(&listener)
    , m_sides{Http2Side(base::Side::originator, limits, *this), Http2Side(base::Side::responder, limits, *this)}
    , m_streams(limits.http2Streams)
{
    if (!upgraded)
        return;
    m_offset = *upgraded - 1;
    m_rolesKnown = true;
    open(1, base::Side::originator, {}).request = Progress::ended;
}

void Http2Connection::data(base::Side side, base::ByteView bytes, base::Origin origin)
{
    m_sides[base::index(side)].read(bytes, origin);
}

void Http2Connection::gap(base::Side side, std::uint64_t size, base::Origin origin)
{
    m_sides[base::index(side)].gap(size, origin);
}

void Http2Connection::end(base::Side side, reassembly::StreamEnd how, base::Origin origin)
{
    for (auto &[id, stream] : m_streams.all()) {
        if (stream.tunnelled)
            endTunnel(stream, side, how, origin);
        else
            endMessage(id, stream, side, {}, false, origin); // HTTP/2 never ends a body by closing
    }
}

void Http2Connection::keysChanged()
{
    for (auto &[id, stream] : m_streams.all()) {
        if (stream.tunnel != nullptr)
            stream.tunnel->keysChanged();
    }
}

void Http2Connection::preface(base::Side side)
{
    m_asking = side;
    m_rolesKnown = true;
}

Http2Stream &Http2Connection::open(std::uint32_t stream, base::Side asking, base::Origin origin)
{
    return m_streams.open(stream, asking, [&](std::uint32_t id, Http2Stream &oldest) {
        anomaly({"http2.stream_limit", "More streams are open than the limit; the oldest is given up."}, origin);
        for (const base::Side side : {base::Side::originator, base::Side::responder}) {
            if (oldest.tunnelled)
                endTunnel(oldest, side, reassembly::StreamEnd::cut, origin);
            else
                endMessage(id, oldest, side, {}, false, origin);
        }
    });
}

void Http2Connection::headers(
    base::Side side, std::uint32_t id, HeaderSection &&section, bool endStream, base::Origin origin)
{
    const bool lossy = section.lost > 0 || section.damaged;
    Http2Head head = sortHead(std::move(section));
    if (head.malformed)
        anomaly({"http2.malformed_head", "Pseudo-headers are unknown, repeated or misplaced."}, origin);
    Http2Stream *stream = m_streams.find(id);
    if (stream == nullptr) {
        if (m_streams.wasClosed(id)) {
            anomaly({"http2.malformed_head", "A header section belongs to a stream that is over."}, origin);
            return;
        }
        if (head.isTrailers() && !lossy) // of a message that began before the capture
            return;
        const bool response = head.isResponse() || (head.isTrailers() && side != m_asking);
        if (!std::exchange(m_rolesKnown, true))
            m_asking = response ? base::opposite(side) : side;
        stream = &open(id, response ? base::opposite(side) : side, origin);
        if (response)
            stream->request = Progress::ended;
    }
    const Progress progress = stream->of(side);
    if (progress == Progress::open) {
        if (endStream)
            endMessage(id, *stream, side, head.fields, true, origin);
        else
            anomaly({"http2.malformed_head", "A second header section does not end its message."}, origin);
    } else if (progress == Progress::idle) {
        if (side == stream->asking)
            requestHead(id, *stream, std::move(head), origin);
        else
            responseHead(id, *stream, std::move(head), origin);
        if (endStream)
            this->endStream(side, id, origin);
        return;
    }
    closeIfOver(id, *stream);
}

void Http2Connection::requestHead(std::uint32_t id, Http2Stream &stream, Http2Head &&head, base::Origin origin)
{
    stream.connect = head.method == "CONNECT";
    stream.protocol = head.protocol;
    stream.request = Progress::open;
    m_listener->requestHead(number(id), toRequestHead(std::move(head)), origin);
}

void Http2Connection::responseHead(std::uint32_t id, Http2Stream &stream, Http2Head &&head, base::Origin origin)
{
    const ResponseHead response{Version::h2, head.status, std::move(head.fields)};
    if (response.status >= 100 && response.status < 200) {
        m_listener->informational(number(id), response, origin);
        return;
    }
    stream.response = Progress::open;
    m_listener->responseHead(number(id), response, origin);
    if (stream.connect && response.status >= 200 && response.status < 300)
        beginTunnel(id, stream, origin);
}

void Http2Connection::beginTunnel(std::uint32_t id, Http2Stream &stream, base::Origin origin)
{
    const bool requestOver = stream.request == Progress::ended;
    endMessage(id, stream, stream.asking, {}, true, origin);
    endMessage(id, stream, base::opposite(stream.asking), {}, true, origin);
    const TunnelKind kind = stream.protocol.empty() ? TunnelKind::connect
        : stream.protocol == "websocket"            ? TunnelKind::webSocket
                                                    : TunnelKind::other;
    stream.tunnelled = true;
    stream.tunnel = m_listener->tunnel(number(id), kind, origin);
    if (requestOver)
        endTunnel(stream, stream.asking, reassembly::StreamEnd::finished, origin);
}

void Http2Connection::endTunnel(Http2Stream &stream, base::Side side, reassembly::StreamEnd how, base::Origin origin)
{
    const base::Side inner = stream.tunnelSide(side);
    if (!std::exchange(stream.tunnelEnded[base::index(inner)], true) && stream.tunnel != nullptr)
        stream.tunnel->end(inner, how, origin);
}

void Http2Connection::endMessage(std::uint32_t id, Http2Stream &stream, base::Side side,
    const std::vector<Field> &trailers, bool complete, base::Origin origin)
{
    if (std::exchange(stream.of(side), Progress::ended) != Progress::open)
        return;
    if (side == stream.asking)
        m_listener->requestEnd(number(id), trailers, complete, origin);
    else
        m_listener->responseEnd(number(id), trailers, complete, origin);
}

void Http2Connection::closeIfOver(std::uint32_t id, const Http2Stream &stream)
{
    const bool messages = stream.request == Progress::ended && stream.response == Progress::ended;
    if (stream.tunnelled ? stream.tunnelEnded[0] && stream.tunnelEnded[1] : messages)
        m_streams.close(id);
}

void Http2Connection::headersLost(base::Side side, std::uint32_t id, bool endStream, base::Origin origin)
{
    Http2Stream *stream = m_streams.find(id);
    if (stream == nullptr && m_streams.wasClosed(id))
        return;
    if (stream == nullptr)
        stream = &open(id, m_asking, origin);
    Progress &progress = stream->of(side);
    if (progress == Progress::open)
        endMessage(id, *stream, side, {}, endStream, origin); // lost trailers
    else
        progress = Progress::ended; // a message without a head is not told
    closeIfOver(id, *stream);
}

void Http2Connection::pushPromise(base::Side side, std::uint32_t promised, HeaderSection &&section, base::Origin origin)
{
    if (m_streams.find(promised) != nullptr || m_streams.wasClosed(promised)) {
        anomaly({"http2.malformed_head", "A stream was promised that exists already."}, origin);
        return;
    }
    Http2Stream &stream = open(promised, base::opposite(side), origin);
    stream.request = Progress::ended;
    RequestHead request = toRequestHead(sortHead(std::move(section)));
    request.pushed = true;
    m_listener->requestHead(number(promised), request, origin);
    m_listener->requestEnd(number(promised), {}, true, origin);
}

void Http2Connection::body(base::Side side, std::uint32_t id, base::ByteView bytes, base::Origin origin)
{
    Http2Stream *stream = m_streams.find(id);
    if (stream == nullptr) {
        if (!std::exchange(m_unknownStreamTold, true))
            anomaly({"http2.unknown_stream", "DATA belongs to a stream whose beginning was not captured."}, origin);
    } else if (stream->tunnelled) {
        if (stream->tunnel != nullptr)
            stream->tunnel->data(stream->tunnelSide(side), bytes, origin);
    } else if (stream->of(side) == Progress::open) {
        if (side == stream->asking)
            m_listener->requestBody(number(id), bytes, origin);
        else
            m_listener->responseBody(number(id), bytes, origin);
    }
}

void Http2Connection::bodyGap(base::Side side, std::uint32_t id, std::uint64_t size, base::Origin origin)
{
    Http2Stream *stream = m_streams.find(id);
    if (stream == nullptr)
        return;
    if (stream->tunnelled) {
        if (stream->tunnel != nullptr)
            stream->tunnel->gap(stream->tunnelSide(side), size, origin);
    } else if (stream->of(side) == Progress::open) {
        if (side == stream->asking)
            m_listener->requestGap(number(id), size, origin);
        else
            m_listener->responseGap(number(id), size, origin);
    }
}

void Http2Connection::endStream(base::Side side, std::uint32_t id, base::Origin origin)
{
    Http2Stream *stream = m_streams.find(id);
    if (stream == nullptr)
        return;
    if (stream->tunnelled)
        endTunnel(*stream, side, reassembly::StreamEnd::finished, origin);
    else
        endMessage(id, *stream, side, {}, true, origin);
    closeIfOver(id, *stream);
}

/// RFC 9113 § 6.4: no more frames of either side belong to the stream.
void Http2Connection::resetStream(base::Side, std::uint32_t id, base::Origin origin)
{
    Http2Stream *stream = m_streams.find(id);
    if (stream == nullptr)
        return;
    for (const base::Side side : {base::Side::originator, base::Side::responder}) {
        if (stream->tunnelled)
            endTunnel(*stream, side, reassembly::StreamEnd::reset, origin);
        else
            endMessage(id, *stream, side, {}, false, origin);
    }
    m_streams.close(id);
}

/// Messages under way may be missing DATA anywhere: each is told so, but goes on, since its end is
/// announced by a flag that may still come.
void Http2Connection::framesLost(base::Side side, base::Origin origin)
{
    std::vector<std::uint32_t> under;
    for (auto &[id, stream] : m_streams.all()) {
        if (stream.tunnelled || stream.of(side) == Progress::open)
            under.push_back(id);
    }
    for (const std::uint32_t id : under)
        bodyGap(side, id, 0, origin);
}

void Http2Connection::anomaly(const base::Anomaly &anomaly, base::Origin origin)
{
    m_listener->anomaly(anomaly, origin);
}

} // namespace telltale::http
