// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http1_connection.h"

#include "http/body_framing.h"
#include "http/message_head.h"
#include "http/start_line.h"

#include <utility>

namespace telltale::http {
namespace {

constexpr std::size_t kindIndex(MessageKind kind)
{
    return static_cast<std::size_t>(kind);
}

RequestHead toRequestHead(MessageHead &&head)
{
    RequestHead request;
    request.version = head.version;
    request.method = std::move(head.method);
    request.target = std::move(head.target);
    request.fields = std::move(head.fields);
    // RFC 9112 § 3.2: an absolute target and CONNECT's target outrank Host.
    const AbsoluteTarget absolute = splitAbsoluteTarget(request.target);
    request.scheme = absolute.scheme;
    if (request.method == "CONNECT")
        request.authority = request.target;
    else if (!absolute.authority.empty())
        request.authority = absolute.authority;
    else
        request.authority = fieldValue(request.fields, "host");
    return request;
}

} // namespace

HeadVerdict Http1Connection::head(base::Side side, MessageHead &&head, bool whole, base::Origin origin)
{
    if (!m_rolesKnown) {
        m_rolesKnown = true;
        m_asking = head.kind == MessageKind::request ? side : base::opposite(side);
    }
    const MessageKind kind = head.kind;
    HeadVerdict verdict =
        kind == MessageKind::request ? requestHead(std::move(head), origin) : responseHead(std::move(head), origin);
    if (!whole)
        m_listener->anomaly({"http.head_gap", "A header section broke off; its first lines are shown."}, origin);
    return verdict;
}

HeadVerdict Http1Connection::requestHead(MessageHead &&head, base::Origin origin)
{
    RequestHead request = toRequestHead(std::move(head));
    PendingRequest pending{0, request.method, std::string(fieldValue(request.fields, "upgrade"))};
    HeadVerdict verdict{requestFraming(request.fields)};
    verdict.stopAfter = pending.method == "CONNECT" || !pending.upgrade.empty();
    StreamId stream = 0;
    if (!m_queue.push(pending, stream))
        anomaly({"http.pipeline_limit", "More requests wait for an answer than the limit."}, origin);
    if (verdict.stopAfter) {
        pending.stream = stream;
        m_waiting = std::move(pending);
    }
    m_current[kindIndex(MessageKind::request)] = {stream, true};
    m_listener->requestHead(stream, request, origin);
    return verdict;
}

HeadVerdict Http1Connection::responseHead(MessageHead &&head, base::Origin origin)
{
    const PendingRequest request = m_queue.front();
    ResponseHead response{head.version, head.status, std::move(head.fields)};
    HeadVerdict verdict{responseFraming(response.status, request.method, response.fields)};
    if (response.status == 101) {
        std::string upgrade(fieldValue(response.fields, "upgrade"));
        if (upgrade.empty())
            upgrade = request.upgrade;
        const bool webSocket = equalsIgnoringCase(upgrade, "websocket");
        return switchProtocols({request.stream, equalsIgnoringCase(upgrade, "h2c"),
                                   webSocket ? TunnelKind::webSocket : TunnelKind::other, request},
            std::move(response), origin);
    }
    if (response.status < 200) {
        m_listener->informational(request.stream, response, origin);
        verdict.interim = true;
        return verdict;
    }
    if (request.method == "CONNECT" && response.status < 300)
        return switchProtocols({request.stream, false, TunnelKind::connect, request}, std::move(response), origin);
    m_queue.pop();
    m_current[kindIndex(MessageKind::response)] = {request.stream, true};
    m_listener->responseHead(request.stream, response, origin);
    if (m_waiting && m_waiting->stream == request.stream)
        releaseHeld(true);
    return verdict;
}

HeadVerdict Http1Connection::switchProtocols(Switch to, ResponseHead &&head, base::Origin origin)
{
    m_queue.pop();
    if (to.http2) {
        m_listener->informational(to.stream, head, origin);
    } else {
        m_listener->responseHead(to.stream, head, origin);
        m_listener->responseEnd(to.stream, {}, true, origin);
    }
    m_switch = std::move(to);
    HeadVerdict verdict;
    verdict.stopNow = true;
    return verdict;
}

void Http1Connection::body(base::Side side, base::ByteView bytes, base::Origin origin)
{
    if (side == m_asking)
        m_listener->requestBody(m_current[kindIndex(MessageKind::request)].stream, bytes, origin);
    else
        m_listener->responseBody(m_current[kindIndex(MessageKind::response)].stream, bytes, origin);
}

void Http1Connection::bodyGap(base::Side side, std::uint64_t size, base::Origin origin)
{
    if (side == m_asking)
        m_listener->requestGap(m_current[kindIndex(MessageKind::request)].stream, size, origin);
    else
        m_listener->responseGap(m_current[kindIndex(MessageKind::response)].stream, size, origin);
}

void Http1Connection::end(base::Side side, const std::vector<Field> &trailers, bool complete, base::Origin origin)
{
    const MessageKind kind = side == m_asking ? MessageKind::request : MessageKind::response;
    Current &current = m_current[kindIndex(kind)];
    if (!std::exchange(current.open, false))
        return;
    if (kind == MessageKind::request) {
        if (!complete) // the reader reads on by itself then
            m_waiting.reset();
        m_listener->requestEnd(current.stream, trailers, complete, origin);
    } else {
        m_listener->responseEnd(current.stream, trailers, complete, origin);
    }
}

void Http1Connection::lost(base::Side side)
{
    if (side != m_asking)
        m_queue.responsesLost();
}

bool Http1Connection::turnsOutAs(base::Side side, MessageKind kind)
{
    if (m_rolesKnown)
        return false;
    m_asking = kind == MessageKind::request ? side : base::opposite(side);
    m_rolesKnown = true;
    reader(m_asking).setKind(MessageKind::request);
    reader(base::opposite(m_asking)).setKind(MessageKind::response);
    return true;
}

void Http1Connection::anomaly(const base::Anomaly &anomaly, base::Origin origin)
{
    m_listener->anomaly(anomaly, origin);
}

} // namespace telltale::http
