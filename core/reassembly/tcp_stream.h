// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/limits.h"
#include "base/origin.h"
#include "reassembly/recent_segments.h"
#include "reassembly/segment_store.h"
#include "reassembly/stream_sink.h"

#include <cstdint>
#include <map>
#include <optional>

namespace telltale::reassembly {

/// Receives one direction of a TCP connection in order. After streamEnd nothing follows but anomalies.
class TcpStreamListener {
public:
    virtual ~TcpStreamListener() = default;
    /// Bytes of one segment; origin is the packet that carried them, also where they had to wait.
    virtual void streamData(base::Side side, base::ByteView bytes, base::Origin origin) = 0;
    virtual void streamGap(base::Side side, std::uint64_t size, base::Origin origin) = 0;
    virtual void streamEnd(base::Side side, StreamEnd how, base::Origin origin) = 0;
    virtual void streamAnomaly(base::Side side, const base::Anomaly &anomaly, base::Origin origin) = 0;
};

/// Puts the segments of one direction of a TCP connection (RFC 9293 § 3.4) in order.
///
/// In-order payload passes through without a copy. What came early waits in a bounded store.
/// Retransmissions are dropped; where two copies of a byte differ the first one counts
/// (tcp.overlap_differs). Sequence numbers may wrap anywhere.
///
/// A hole becomes a gap only when it will not be filled any more: the receiver acknowledged it and
/// later bytes wait and `patiencePackets` packets or `patienceTime` passed (a capture may show an
/// ACK before the data it acknowledges); or the store is full (tcp.reassembly_limit); or it ends.
///
/// Without a SYN the first bytes are held until the receiver acknowledges them, or until
/// `startPatience` segments came, since a capture may start in the middle of a reordering.
class TcpStream {
public:
    static constexpr unsigned patiencePackets = 32;
    static constexpr std::int64_t patienceTime = 2 * base::nanosecondsPerSecond;
    static constexpr unsigned startPatience = 4;

    TcpStream(base::Side side, const base::Limits &limits, ReassemblyBudget &budget, TcpStreamListener &listener);

    /// The side's SYN: the stream starts after this sequence number. Call again with another number
    /// before any data came and it replaces the first; later calls are ignored.
    void syn(std::uint32_t initialSequence, base::Origin origin);
    /// Payload at that sequence number (of the first payload byte), with @p missing more bytes that
    /// were cut off, and then perhaps FIN.
    void segment(std::uint32_t sequence, base::ByteView payload, std::uint32_t missing, bool fin, base::Origin origin);
    /// The other side acknowledged everything before this sequence number.
    void acknowledged(std::uint32_t sequence, base::Origin origin);
    /// Another packet of the connection, of either side, was dealt with.
    void packetPassed(base::Origin origin);
    /// Flushes holes as gaps and ends the stream: finished if FIN was seen, else as @p how says.
    void finish(StreamEnd how, base::Origin origin);

    void setSide(base::Side side) { m_side = side; }
    [[nodiscard]] bool started() const { return m_started; }
    /// Something was handed to the listener already.
    [[nodiscard]] bool hasOutput() const { return m_hasOutput; }
    [[nodiscard]] bool hasData() const { return m_hasOutput || !m_store.empty() || !m_truncated.empty(); }
    /// Something waits for bytes that are missing.
    [[nodiscard]] bool hasHole() const;
    [[nodiscard]] bool finSeen() const { return m_fin.has_value(); }
    [[nodiscard]] std::optional<StreamEnd> end() const { return m_end; }
    /// The sequence number in the SYN; nothing where no SYN was captured.
    [[nodiscard]] std::optional<std::uint32_t> initialSequence() const { return m_isn; }
    /// Could this sequence number belong to the stream, as far as is known? True before anything is.
    [[nodiscard]] bool isNear(std::uint32_t sequence) const;
    /// It has finished, and this number is neither of what was sent nor soon after it.
    [[nodiscard]] bool isForeign(std::uint32_t sequence) const;
    /// Could a SYN with this number, which was not captured so far, have begun the stream?
    [[nodiscard]] bool mayStartAfter(std::uint32_t initialSequence) const;

private:
    [[nodiscard]] std::int64_t offsetOf(std::uint32_t sequence) const;
    void start(std::int64_t offset, base::Origin origin);
    void hold(std::uint32_t sequence, base::ByteView payload, std::uint32_t missing, bool fin, base::Origin origin);
    void accept(std::int64_t from, base::ByteView payload, base::Origin origin);
    base::ByteView clipAtFin(std::int64_t from, base::ByteView payload, base::Origin origin);
    void noteFin(std::int64_t offset, base::Origin origin);
    void noteTruncated(std::int64_t from, std::uint32_t missing);
    void keep(std::int64_t from, base::ByteView payload, base::Origin origin);
    void deliver(base::ByteView bytes, base::Origin origin);
    void drain(base::Origin origin);
    void skipTo(std::int64_t offset, base::Origin origin);
    void advance(std::int64_t to);
    [[nodiscard]] std::optional<std::int64_t> lowestHeld() const;
    [[nodiscard]] std::optional<std::int64_t> holeEnd() const;
    [[nodiscard]] bool isTruncatedAtNext() const;
    void enforceLimits(base::Origin origin);
    void close(StreamEnd how, base::Origin origin);
    void report(const char *id, std::string detail, base::Origin origin);

    base::Side m_side;
    const base::Limits &m_limits;
    ReassemblyBudget &m_budget;
    TcpStreamListener &m_listener;

    bool m_started = false;
    bool m_hasOutput = false;
    bool m_based = false; ///< m_next and m_nextSequence mean something
    std::int64_t m_next = 0; ///< offset of the next byte to hand upwards
    std::uint32_t m_nextSequence = 0; ///< the same as a sequence number
    std::uint32_t m_startSequence = 0;
    std::optional<std::uint32_t> m_isn;
    std::optional<std::uint32_t> m_acknowledgedEarly; ///< an ACK seen before the stream started
    std::int64_t m_acknowledged = 0; ///< offset; counts where it is above m_next
    std::optional<std::int64_t> m_fin;
    std::optional<StreamEnd> m_end;
    SegmentStore m_store;
    RecentSegments m_recent;
    std::map<std::int64_t, std::int64_t> m_truncated; ///< [from, to) cut off by the snap length
    unsigned m_heldSegments = 0;
    std::optional<base::Timestamp> m_holeSince;
    unsigned m_holePackets = 0;
};

} // namespace telltale::reassembly
