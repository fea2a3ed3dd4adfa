// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/origin.h"
#include "reassembly/stream_sink.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telltale::http {

struct Field {
    std::string name; ///< as on the wire
    std::string value; ///< as on the wire, surrounding white space removed; not necessarily UTF-8
    friend bool operator==(const Field &, const Field &) = default;
};

enum class Version : std::uint8_t { http10, http11, h2 };

struct RequestHead {
    Version version = Version::http11;
    std::string method;
    std::string target; ///< HTTP/1: request-target as written; HTTP/2: :path (empty for CONNECT)
    std::string scheme; ///< HTTP/2 :scheme; HTTP/1: from an absolute-form target, else empty
    std::string authority; ///< HTTP/2 :authority or host; HTTP/1: Host, or the target's authority
    std::vector<Field> fields; ///< without pseudo-headers
    bool pushed = false; ///< HTTP/2 PUSH_PROMISE: the server made it up
};

struct ResponseHead {
    Version version = Version::http11;
    std::uint16_t status = 0;
    std::vector<Field> fields;
};

enum class TunnelKind : std::uint8_t { connect, webSocket, other };

/// Numbers the exchanges of one connection: HTTP/2 the stream id, HTTP/1 counted 1, 2, 3, …
/// (an h2c-upgraded connection keeps 1 for the request that asked for the upgrade).
using StreamId = std::uint32_t;

/// Receives the events of one HTTP connection. Per stream: requestHead, requestBody/requestGap*,
/// requestEnd, and independently responseHead (final status only; 1xx are informational()),
/// responseBody/responseGap*, responseEnd. A response whose request was not captured comes under a
/// stream of its own without requestHead. Views are valid during the call.
class HttpListener {
public:
    virtual ~HttpListener() = default;

    virtual void requestHead(StreamId stream, const RequestHead &head, base::Origin origin) = 0;
    virtual void requestBody(StreamId stream, base::ByteView bytes, base::Origin origin) = 0;
    virtual void requestGap(StreamId stream, std::uint64_t size, base::Origin origin) = 0;
    /// complete is false where the connection broke off, was reset, or the framing was damaged.
    virtual void requestEnd(
        StreamId stream, const std::vector<Field> &trailers, bool complete, base::Origin origin) = 0;

    virtual void informational(StreamId stream, const ResponseHead &head, base::Origin origin) = 0;
    virtual void responseHead(StreamId stream, const ResponseHead &head, base::Origin origin) = 0;
    virtual void responseBody(StreamId stream, base::ByteView bytes, base::Origin origin) = 0;
    virtual void responseGap(StreamId stream, std::uint64_t size, base::Origin origin) = 0;
    virtual void responseEnd(
        StreamId stream, const std::vector<Field> &trailers, bool complete, base::Origin origin) = 0;

    /// CONNECT succeeded or the protocol was switched (101): all later bytes of both sides go to the
    /// sink returned, which the listener owns and which outlives the connection; null drops them.
    virtual reassembly::StreamSink *tunnel(StreamId stream, TunnelKind kind, base::Origin origin) = 0;

    virtual void anomaly(const base::Anomaly &anomaly, base::Origin origin) = 0;
};

} // namespace telltale::http
