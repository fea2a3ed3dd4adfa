// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "http/frame_reader.h"
#include "http/http2_side.h"
#include "http/http2_stream.h"
#include "http/http_listener.h"
#include "reassembly/stream_sink.h"

#include <array>
#include <cstdint>
#include <optional>

namespace telltale::http {

struct Http2Head;

/// One HTTP/2 connection (RFC 9113), both sides or one, from its start or from the middle.
///
/// Who asks is read from the preface or from the pseudo-headers; originator until then. Fields whose
/// names or values depend on header blocks that were not captured are left out (anomaly
/// http2.hpack_lost), so method, target, scheme and authority may be empty and a status 0 then.
/// A section nothing is left of gives no head; its stream still gets the other direction.
/// CONNECT and extended CONNECT (RFC 8441) with a 2xx answer give both heads, both ends, then tunnel();
/// the sink has the asking side as originator. Messages are ended incomplete by RST_STREAM and
/// by the end of the connection; a hole between frames is a gap of unknown size in all of them.
///
/// Anomalies: http2.malformed_frame, http2.malformed_head, http2.hpack_lost, http2.hpack_error,
/// http2.table_limit, http2.stream_limit, http2.unknown_stream, http2.goaway, http.header_limit.
class Http2Connection final : public reassembly::StreamSink, private Http2SideEvents {
public:
    /// Both references outlive the connection.
    /// @param upgraded  h2c by Upgrade (RFC 7540 § 3.2): the number the listener knows the request by
    ///                  that stream 1 answers; streams n are then told as upgraded - 1 + n
    Http2Connection(const base::Limits &limits, HttpListener &listener, std::optional<StreamId> upgraded = {});

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;
    void keysChanged() override;

private:
    void preface(base::Side side) override;
    void headers(
        base::Side side, std::uint32_t stream, HeaderSection &&section, bool endStream, base::Origin origin) override;
    void headersLost(base::Side side, std::uint32_t stream, bool endStream, base::Origin origin) override;
    void pushPromise(base::Side side, std::uint32_t promised, HeaderSection &&section, base::Origin origin) override;
    void body(base::Side side, std::uint32_t stream, base::ByteView bytes, base::Origin origin) override;
    void bodyGap(base::Side side, std::uint32_t stream, std::uint64_t size, base::Origin origin) override;
    void endStream(base::Side side, std::uint32_t stream, base::Origin origin) override;
    void resetStream(base::Side side, std::uint32_t stream, base::Origin origin) override;
    void framesLost(base::Side side, base::Origin origin) override;
    void anomaly(const base::Anomaly &anomaly, base::Origin origin) override;

    Http2Stream &open(std::uint32_t stream, base::Side asking, base::Origin origin);
    void requestHead(std::uint32_t id, Http2Stream &stream, Http2Head &&head, base::Origin origin);
    void responseHead(std::uint32_t id, Http2Stream &stream, Http2Head &&head, base::Origin origin);
    void beginTunnel(std::uint32_t id, Http2Stream &stream, base::Origin origin);
    void endTunnel(Http2Stream &stream, base::Side side, reassembly::StreamEnd how, base::Origin origin);
    void endMessage(std::uint32_t id, Http2Stream &stream, base::Side side, const std::vector<Field> &trailers,
        bool complete, base::Origin origin);
    void closeIfOver(std::uint32_t id, const Http2Stream &stream);
    [[nodiscard]] StreamId number(std::uint32_t stream) const { return stream + m_offset; }

    HttpListener *m_listener;
    std::array<Http2Side, 2> m_sides;
    StreamTable m_streams;
    std::uint32_t m_offset = 0;
    base::Side m_asking = base::Side::originator;
    bool m_rolesKnown = false;
    bool m_unknownStreamTold = false;
};

} // namespace telltale::http
