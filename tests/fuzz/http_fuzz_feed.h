// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/http_listener.h"
#include "reassembly/stream_sink.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>

namespace telltale::http::fuzz {

/// Aborts where the contract of HttpListener is broken: bodies without heads, two ends, and the like.
class CheckingListener : public HttpListener, public reassembly::StreamSink {
public:
    void requestHead(StreamId stream, const RequestHead &, base::Origin) override { begin(m_requests[stream]); }
    void requestBody(StreamId stream, base::ByteView bytes, base::Origin) override
    {
        require(m_requests[stream] == State::open && !bytes.empty());
    }
    void requestGap(StreamId stream, std::uint64_t, base::Origin) override
    {
        require(m_requests[stream] == State::open);
    }
    void requestEnd(StreamId stream, const std::vector<Field> &, bool, base::Origin) override
    {
        end(m_requests[stream]);
    }
    void informational(StreamId stream, const ResponseHead &, base::Origin) override
    {
        require(m_responses[stream] == State::none);
    }
    void responseHead(StreamId stream, const ResponseHead &, base::Origin) override { begin(m_responses[stream]); }
    void responseBody(StreamId stream, base::ByteView bytes, base::Origin) override
    {
        require(m_responses[stream] == State::open && !bytes.empty());
    }
    void responseGap(StreamId stream, std::uint64_t, base::Origin) override
    {
        require(m_responses[stream] == State::open);
    }
    void responseEnd(StreamId stream, const std::vector<Field> &, bool, base::Origin) override
    {
        end(m_responses[stream]);
    }
    reassembly::StreamSink *tunnel(StreamId, TunnelKind, base::Origin) override { return this; }
    void anomaly(const base::Anomaly &, base::Origin) override { }

    void data(base::Side, base::ByteView, base::Origin) override { }
    void gap(base::Side, std::uint64_t, base::Origin) override { }
    void end(base::Side, reassembly::StreamEnd, base::Origin) override { }

private:
    enum class State : std::uint8_t { none, open, ended };
    static void require(bool holds)
    {
        if (!holds)
            std::abort();
    }
    static void begin(State &state)
    {
        require(state == State::none);
        state = State::open;
    }
    static void end(State &state)
    {
        require(state == State::open);
        state = State::ended;
    }
    std::map<StreamId, State> m_requests;
    std::map<StreamId, State> m_responses;
};

/// A record is a control octet (bit 0: side; bits 1 to 7 all set: a gap), a length octet and that
/// many octets; a length of 255 means all the rest.
inline void feed(base::ByteView input, reassembly::StreamSink &sink)
{
    const base::Origin origin;
    while (input.size() >= 2) {
        const auto side = static_cast<base::Side>(input[0] & 1U);
        const bool gap = (input[0] | 1U) == 0xFFU;
        const std::size_t wanted = input[1] == 255 ? input.size() : input[1];
        input = input.subspan(2);
        if (gap) {
            sink.gap(side, wanted, origin);
            continue;
        }
        const base::ByteView piece = input.first(std::min(wanted, input.size()));
        input = input.subspan(piece.size());
        sink.data(side, piece, origin);
    }
    sink.end(base::Side::originator, reassembly::StreamEnd::finished, origin);
    sink.end(base::Side::responder, reassembly::StreamEnd::cut, origin);
}

} // namespace telltale::http::fuzz
