// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/origin.h"
#include "net/address.h"
#include "reassembly/connection_listener.h"
#include "reassembly/tcp_segment.h"
#include "reassembly/tcp_stream.h"

#include <array>
#include <cstdint>
#include <optional>

namespace telltale::reassembly {

/// One TCP connection: both directions and what is known of them. Named by its first packet.
///
/// The originator is who sent the SYN; where none was captured, the side with the higher port. The
/// listener hears of the connection when that is certain, or at the latest with the first bytes.
///
/// After a RST the other side may still have been sending: its stream ends `resetGrace` later.
class TcpConnection : private TcpStreamListener {
public:
    static constexpr std::int64_t resetGrace = 2 * base::nanosecondsPerSecond;

    struct Facts {
        std::uint64_t bytes = 0; ///< payload handed upwards, without retransmissions
        std::uint64_t missing = 0; ///< bytes in gaps
        std::uint64_t gaps = 0;
        std::uint64_t packets = 0; ///< all of them, also bare ACKs and retransmissions
    };

    /// @p first is the segment the connection begins with; it has to be given to add() as well.
    TcpConnection(const TcpSegment &first, base::Origin origin, const base::Limits &limits, ReassemblyBudget &budget,
        ConnectionListener &listener);

    void add(const TcpSegment &segment, base::Origin origin);
    /// Does this segment between the same endpoints begin another connection?
    [[nodiscard]] bool isSupersededBy(const TcpSegment &segment) const;
    /// Ends what a RST has left open, once its time has come.
    void settleReset(base::Timestamp now);
    /// Ends both sides, whatever state they are in.
    void finish();

    [[nodiscard]] std::uint64_t id() const { return m_first.packet; }
    [[nodiscard]] const net::Endpoint &originator() const { return m_originator; }
    [[nodiscard]] const net::Endpoint &responder() const { return m_responder; }
    [[nodiscard]] base::Origin first() const { return m_first; }
    [[nodiscard]] base::Origin last() const { return m_last; }
    [[nodiscard]] const Facts &facts(base::Side side) const { return half(side).facts; }
    [[nodiscard]] std::uint64_t packets() const { return m_halves[0].facts.packets + m_halves[1].facts.packets; }
    [[nodiscard]] std::uint64_t gaps() const { return m_halves[0].facts.gaps + m_halves[1].facts.gaps; }
    /// How the side ended; nothing while it has not.
    [[nodiscard]] std::optional<StreamEnd> end(base::Side side) const { return half(side).stream.end(); }
    [[nodiscard]] bool ended() const { return m_halves[0].stream.end() && m_halves[1].stream.end(); }
    /// A RST was seen, but a side has not ended yet.
    [[nodiscard]] bool isResetting() const { return m_reset && !ended(); }
    /// The side's SYN was captured.
    [[nodiscard]] bool synSeen(base::Side side) const { return half(side).stream.initialSequence().has_value(); }

private:
    struct Half {
        TcpStream stream;
        Facts facts;
    };

    void streamData(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void streamGap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void streamEnd(base::Side side, StreamEnd how, base::Origin origin) override;
    void streamAnomaly(base::Side side, const base::Anomaly &anomaly, base::Origin origin) override;

    [[nodiscard]] Half &half(base::Side side) { return m_halves[base::index(side) ^ (m_flipped ? 1U : 0U)]; }
    [[nodiscard]] const Half &half(base::Side side) const
    {
        return m_halves[base::index(side) ^ (m_flipped ? 1U : 0U)];
    }
    [[nodiscard]] base::Side sideOf(const net::Endpoint &source) const;
    void flip();
    void open();
    void reset(base::Side side, base::Origin origin);

    ConnectionListener &m_listener;
    net::Endpoint m_originator;
    net::Endpoint m_responder;
    base::Origin m_first;
    base::Origin m_last;
    bool m_flipped = false; ///< the sides were found to be the other way round
    bool m_opened = false;
    StreamSink *m_sink = nullptr;
    std::optional<base::Origin> m_reset;
    std::array<Half, 2> m_halves;
};

} // namespace telltale::reassembly
