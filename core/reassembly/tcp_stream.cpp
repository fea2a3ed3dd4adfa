// SPDX-License-Identifier: GPL-3.0-or-later
#include "reassembly/tcp_stream.h"

#include <algorithm>
#include <string>

namespace telltale::reassembly {

namespace {

/// The largest window there is (RFC 7323 § 2.2); what lies further off is not of this stream.
constexpr std::int64_t largestWindow = std::int64_t{1} << 30;
/// How far from a stream that has finished a segment of it may still come: a common receive window.
constexpr std::int64_t strayWindow = std::int64_t{1} << 20;
/// Ranges cut off by the snap length that are remembered; more are treated as ordinary holes.
constexpr std::size_t mostTruncatedRanges = 4096;

} // namespace

TcpStream::TcpStream(base::Side side, const base::Limits &limits, ReassemblyBudget &budget, TcpStreamListener &listener)
    : m_side(side)
    , m_limits(limits)
    , m_budget(budget)
    , m_listener(listener)
    , m_store(budget)
{
}

std::int64_t TcpStream::offsetOf(std::uint32_t sequence) const
{
    return m_next + static_cast<std::int32_t>(sequence - m_nextSequence);
}

bool TcpStream::isNear(std::uint32_t sequence) const
{
    if (!m_based)
        return true;
    const std::int64_t distance = offsetOf(sequence) - m_next;
    return -largestWindow < distance && distance < largestWindow;
}

void TcpStream::syn(std::uint32_t initialSequence, base::Origin origin)
{
    if (m_end || m_isn == initialSequence || (m_started && hasData()))
        return;
    m_isn = initialSequence;
    if (m_started || !m_based) {
        m_based = true;
        m_fin.reset();
        m_next = 0;
        m_nextSequence = initialSequence + 1;
    }
    start(offsetOf(initialSequence + 1), origin);
}

bool TcpStream::isForeign(std::uint32_t sequence) const
{
    const std::int64_t distance = offsetOf(sequence) - m_next;
    const std::int64_t sent = m_nextSequence - m_startSequence;
    return m_end == StreamEnd::finished && (distance > strayWindow || distance < -sent - strayWindow);
}

bool TcpStream::mayStartAfter(std::uint32_t initialSequence) const
{
    constexpr std::uint32_t farthest = 1U << 16;
    const std::uint32_t first = initialSequence + 1;
    if (m_started)
        return m_startSequence - first <= farthest;
    if (const auto lowest = lowestHeld())
        return m_nextSequence + static_cast<std::uint32_t>(*lowest - m_next) - first <= farthest;
    return !m_acknowledgedEarly || *m_acknowledgedEarly - first <= farthest;
}

/// Before the start: the first offset of anything that was seen.
std::optional<std::int64_t> TcpStream::lowestHeld() const
{
    std::optional<std::int64_t> lowest = m_fin;
    if (!m_store.empty())
        lowest = std::min(lowest.value_or(m_store.firstOffset()), m_store.firstOffset());
    if (!m_truncated.empty())
        lowest = std::min(lowest.value_or(m_truncated.begin()->first), m_truncated.begin()->first);
    return lowest;
}

void TcpStream::start(std::int64_t offset, base::Origin origin)
{
    m_started = true;
    advance(offset);
    m_startSequence = m_nextSequence;
    m_acknowledged = m_acknowledgedEarly && isNear(*m_acknowledgedEarly) ? offsetOf(*m_acknowledgedEarly) : offset;
    drain(origin);
}

void TcpStream::segment(
    std::uint32_t sequence, base::ByteView payload, std::uint32_t missing, bool fin, base::Origin origin)
{
    if ((payload.empty() && missing == 0 && !fin) || (m_end && *m_end != StreamEnd::finished))
        return;
    if (m_based && !isNear(sequence)) {
        report("tcp.out_of_window", "A segment lies more than 1 GiB from where the stream is.", origin);
        return;
    }
    if (!m_started) {
        hold(sequence, payload, missing, fin, origin);
        return;
    }
    const std::int64_t from = offsetOf(sequence);
    payload = clipAtFin(from, payload, origin);
    if (m_end)
        return;
    const std::int64_t to = from + static_cast<std::int64_t>(payload.size());
    noteTruncated(to, missing);
    if (fin)
        noteFin(to + missing, origin);
    accept(from, payload, origin);
}

/// Nothing is known yet of where the stream starts: wait a little.
void TcpStream::hold(
    std::uint32_t sequence, base::ByteView payload, std::uint32_t missing, bool fin, base::Origin origin)
{
    // A keep-alive (RFC 9293 § 3.8.4) repeats a byte that was sent before the capture began.
    if (payload.size() == 1 && payload[0] == 0 && missing == 0 && !fin)
        return;
    if (!m_based) {
        m_based = true;
        m_nextSequence = sequence;
    }
    const std::int64_t from = offsetOf(sequence);
    const std::int64_t to = from + static_cast<std::int64_t>(payload.size());
    noteTruncated(to, missing);
    if (fin)
        noteFin(to + missing, origin);
    keep(from, payload, origin);
    const bool expected = m_acknowledgedEarly && *m_acknowledgedEarly == sequence;
    if (expected || fin || ++m_heldSegments >= startPatience)
        start(lowestHeld().value_or(from), origin);
}

base::ByteView TcpStream::clipAtFin(std::int64_t from, base::ByteView payload, base::Origin origin)
{
    if (!m_fin || from + static_cast<std::int64_t>(payload.size()) <= *m_fin || payload.empty())
        return payload;
    if (payload.size() == 1 && from == *m_fin) // a keep-alive after the FIN, which took one number
        return {};
    report("tcp.data_after_fin", "Data follows the sender's FIN; it was left out.", origin);
    return payload.first(static_cast<std::size_t>(std::max<std::int64_t>(0, *m_fin - from)));
}

void TcpStream::noteFin(std::int64_t offset, base::Origin origin)
{
    if (m_fin || (m_started && offset < m_next))
        return;
    if (!m_store.empty() && m_store.lastEnd() > offset) {
        report("tcp.data_after_fin", "A FIN comes before data that was already seen; it was ignored.", origin);
        return;
    }
    m_fin = offset;
}

void TcpStream::noteTruncated(std::int64_t from, std::uint32_t missing)
{
    if (missing == 0 || (m_started && from + missing <= m_next) || m_truncated.size() >= mostTruncatedRanges)
        return;
    std::int64_t &to = m_truncated[from];
    to = std::max(to, from + missing);
}

void TcpStream::accept(std::int64_t from, base::ByteView payload, base::Origin origin)
{
    const std::int64_t to = from + static_cast<std::int64_t>(payload.size());
    // One byte before the window is a keep-alive or a window probe: its value means nothing.
    if (to <= m_next) {
        if (payload.size() > 1 && m_recent.contradicts(from, payload))
            report("tcp.overlap_differs", "A retransmission brings other bytes than the first copy.", origin);
    } else if (from > m_next || (!m_store.empty() && m_store.firstOffset() < to)) {
        keep(from, payload, origin);
    } else {
        deliver(payload.subspan(static_cast<std::size_t>(m_next - from)), origin);
    }
    drain(origin);
    enforceLimits(origin);
}

void TcpStream::keep(std::int64_t from, base::ByteView payload, base::Origin origin)
{
    if (m_started && from < m_next) {
        payload = payload.subspan(static_cast<std::size_t>(m_next - from));
        from = m_next;
    }
    if (!m_store.insert(from, payload, origin))
        report("tcp.overlap_differs", "A retransmission brings other bytes than the first copy.", origin);
}

void TcpStream::deliver(base::ByteView bytes, base::Origin origin)
{
    m_recent.remember(m_next, bytes);
    m_hasOutput = true;
    advance(m_next + static_cast<std::int64_t>(bytes.size()));
    m_listener.streamData(m_side, bytes, origin);
}

void TcpStream::advance(std::int64_t to)
{
    m_nextSequence += static_cast<std::uint32_t>(to - m_next);
    m_next = to;
    m_holeSince.reset();
    while (!m_truncated.empty() && m_truncated.begin()->second <= m_next)
        m_truncated.erase(m_truncated.begin());
}

/// Hands upwards whatever has become contiguous.
void TcpStream::drain(base::Origin origin)
{
    while (!m_store.empty() && m_store.firstOffset() <= m_next) {
        const auto [from, held] = m_store.takeFirst();
        const auto skip = static_cast<std::size_t>(m_next - from);
        if (skip < held.bytes.size())
            deliver(base::ByteView(held.bytes).subspan(skip), held.origin);
    }
    if (m_fin && m_next >= *m_fin && m_store.empty())
        close(StreamEnd::finished, origin);
}

void TcpStream::acknowledged(std::uint32_t sequence, base::Origin origin)
{
    if (m_end)
        return;
    if (!m_started) {
        m_acknowledgedEarly = sequence;
        const auto lowest = lowestHeld();
        if (lowest && isNear(sequence) && offsetOf(sequence) > *lowest)
            start(*lowest, origin);
        return;
    }
    if (isNear(sequence))
        m_acknowledged = std::max(m_acknowledged, offsetOf(sequence));
}

bool TcpStream::isTruncatedAtNext() const
{
    return !m_truncated.empty() && m_truncated.begin()->first <= m_next && m_truncated.begin()->second > m_next;
}

/// Where the hole at m_next ends, if there is one of known end.
std::optional<std::int64_t> TcpStream::holeEnd() const
{
    std::optional<std::int64_t> end = m_fin;
    if (!m_store.empty())
        end = m_store.firstOffset();
    if (isTruncatedAtNext())
        end = end ? std::min(*end, m_truncated.begin()->second) : m_truncated.begin()->second;
    return end;
}

bool TcpStream::hasHole() const
{
    return m_started ? !m_end && holeEnd().has_value() : hasData();
}

void TcpStream::packetPassed(base::Origin origin)
{
    if (!m_started || m_end)
        return;
    while (const auto end = m_end ? std::nullopt : holeEnd()) {
        if (!m_holeSince) {
            m_holeSince = origin.time;
            m_holePackets = 0;
        }
        const bool patient =
            m_holePackets >= patiencePackets || origin.time.nanoseconds - m_holeSince->nanoseconds >= patienceTime;
        const bool proven = m_acknowledged >= *end;
        // Of a truncated packet we know that it was sent: either sign suffices.
        if (isTruncatedAtNext() ? !proven && !patient : !proven || !patient)
            break;
        skipTo(*end, origin);
    }
    ++m_holePackets;
}

void TcpStream::skipTo(std::int64_t offset, base::Origin origin)
{
    const auto size = static_cast<std::uint64_t>(offset - m_next);
    m_hasOutput = true;
    advance(offset);
    m_listener.streamGap(m_side, size, origin);
    drain(origin);
}

void TcpStream::enforceLimits(base::Origin origin)
{
    bool told = false;
    while (!m_end && !m_store.empty()
        && (m_store.cost() > m_limits.reassemblyBytesPerStream || m_budget.used > m_limits.reassemblyBytes)) {
        if (!told)
            report("tcp.reassembly_limit", "Too many bytes waited for missing ones; the hole was given up.", origin);
        told = true;
        skipTo(m_store.firstOffset(), origin);
    }
}

void TcpStream::finish(StreamEnd how, base::Origin origin)
{
    if (m_end)
        return;
    if (!m_started && m_based)
        start(lowestHeld().value_or(m_next), origin);
    while (!m_end) {
        const auto end = holeEnd();
        if (!end)
            break;
        skipTo(*end, origin);
    }
    // The receiver acknowledged bytes that were never captured. One more than we have may be the FIN.
    if (!m_end && m_started && m_acknowledged > m_next + 1)
        skipTo(m_acknowledged, origin);
    close(how, origin);
}

void TcpStream::close(StreamEnd how, base::Origin origin)
{
    if (m_end)
        return;
    m_end = how;
    m_store.clear();
    m_truncated.clear();
    m_listener.streamEnd(m_side, how, origin);
}

void TcpStream::report(const char *id, std::string detail, base::Origin origin)
{
    m_listener.streamAnomaly(m_side, {id, std::move(detail)}, origin);
}

} // namespace telltale::reassembly
