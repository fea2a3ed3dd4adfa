// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "http/exchange_queue.h"
#include "http/http1_reader.h"
#include "http/http_listener.h"
#include "reassembly/stream_sink.h"

#include <array>
#include <memory>
#include <optional>

namespace telltale::http {

class Http2Connection;

/// One HTTP/1.0 or 1.1 connection (RFC 9112), both sides or only one of them.
///
/// Who asks is found out: the originator, unless the first start line seen says otherwise. Streams
/// are numbered as requests come. After a switch of protocols the response (101, or 2xx to CONNECT)
/// is told as head and end, then tunnel(), whose sink always has the asking side as originator.
/// Upgrades to h2c are read on in here: the 101 is informational, and the answer to the request comes
/// over HTTP/2 under the request's own stream; later streams n become (request's stream) - 1 + n.
///
/// Anomalies: http.garbage, http.header_limit, http.malformed_header, http.smuggling,
/// http.bad_content_length, http.bad_chunk, http.chunk_overflow, http.pipeline_limit,
/// http.head_gap, and those of Http2Connection.
class Http1Connection final : public reassembly::StreamSink, private Http1ReaderEvents {
public:
    /// Both outlive the connection.
    Http1Connection(const base::Limits &limits, HttpListener &listener);
    ~Http1Connection() override;

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;
    void keysChanged() override;

private:
    /// Where the connection goes when it stops being HTTP/1.
    struct Switch {
        StreamId stream = 0;
        bool http2 = false;
        TunnelKind kind = TunnelKind::other;
        PendingRequest request;
    };
    /// One message under way.
    struct Current {
        StreamId stream = 0;
        bool open = false;
    };

    HeadVerdict head(base::Side side, MessageHead &&head, bool whole, base::Origin origin) override;
    void body(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void bodyGap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, const std::vector<Field> &trailers, bool complete, base::Origin origin) override;
    void lost(base::Side side) override;
    bool turnsOutAs(base::Side side, MessageKind kind) override;
    void anomaly(const base::Anomaly &anomaly, base::Origin origin) override;

    HeadVerdict requestHead(MessageHead &&head, base::Origin origin);
    HeadVerdict responseHead(MessageHead &&head, base::Origin origin);
    HeadVerdict switchProtocols(Switch to, ResponseHead &&head, base::Origin origin);

    enum class HeldVerdict : std::uint8_t { wait, readOn, tunnel };
    [[nodiscard]] HeldVerdict judgeHeld() const;
    void hold(base::ByteView bytes, base::Origin origin);
    void releaseHeld(bool refused);
    void settleAtEnd(base::Origin origin);

    void beginTunnel(base::Origin origin);
    void forward(base::Side side, base::ByteView bytes, base::Origin origin);
    [[nodiscard]] base::Side tunnelSide(base::Side side) const;
    Http1Reader &reader(base::Side side) { return m_readers[base::index(side)]; }

    const base::Limits *m_limits;
    HttpListener *m_listener;
    std::array<Http1Reader, 2> m_readers;
    std::array<Current, 2> m_current; ///< by kind of message
    std::array<std::optional<reassembly::StreamEnd>, 2> m_ended;
    base::Side m_asking = base::Side::originator;
    bool m_rolesKnown = false;
    ExchangeQueue m_queue;

    /// The client asked for another protocol: what it sends next waits here for the answer.
    std::optional<PendingRequest> m_waiting;
    base::ByteBuffer m_held;
    std::size_t m_heldFrom = 0;
    base::Origin m_heldOrigin;

    std::optional<Switch> m_switch;
    bool m_tunnelling = false;
    reassembly::StreamSink *m_tunnel = nullptr; ///< null drops
    std::unique_ptr<Http2Connection> m_http2;
};

} // namespace telltale::http
