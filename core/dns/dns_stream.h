// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/origin.h"
#include "reassembly/stream_sink.h"

#include <array>
#include <cstdint>

namespace telltale::dns {

/// Receives the messages of a DNS connection over TCP. Views are valid during the call.
class DnsStreamListener {
public:
    virtual ~DnsStreamListener() = default;
    /// origin is the packet that completed the message.
    virtual void dnsMessage(base::Side side, base::ByteView message, base::Origin origin) = 0;
    virtual void dnsAnomaly(const base::Anomaly &anomaly, base::Origin origin) = 0;
};

/// Cuts a TCP stream (or what DNS over TLS carries) into DNS messages by their two-octet length,
/// RFC 1035 § 4.2.2. A gap of known size inside one message costs that message only; after any
/// other gap the rest of that side is lost (dns.stream_lost).
class DnsStream final : public reassembly::StreamSink {
public:
    /// The listener outlives this.
    explicit DnsStream(DnsStreamListener &listener)
        : m_listener(listener)
    {
    }

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    /// A message that is not whole gives dns.stream_cut.
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;

private:
    struct Direction {
        base::ByteBuffer waiting; ///< length and message, as far as they came: at most 65537 octets
        std::size_t skip = 0; ///< octets left of a damaged message
        bool lost = false;
    };

    void take(Direction &direction, base::Side side, base::ByteView &bytes, base::Origin origin);

    DnsStreamListener &m_listener;
    std::array<Direction, 2> m_directions;
};

} // namespace telltale::dns
