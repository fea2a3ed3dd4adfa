// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/tls_connection.h"

#include "tls/tls_direction.h"

namespace telltale::tls {

using base::Origin;
using base::Side;
using reassembly::StreamEnd;

namespace {
constexpr Side bothSides[] = {Side::originator, Side::responder};
constexpr std::size_t heldOctets = 1U << 20; ///< of one side, for the order of both
} // namespace

TlsConnection::TlsConnection(
    const KeyStore &keys, const base::Limits &limits, TlsListener &listener, PendingBudget *budget, AfterEnd afterEnd)
    : m_keys(keys)
    , m_listener(listener)
    , m_tracker(limits)
    , m_afterEnd(afterEnd)
{
    for (auto &direction : m_directions)
        direction = std::make_unique<Direction>(budget, limits);
}

TlsConnection::~TlsConnection() = default;

TlsConnection::Direction &TlsConnection::direction(Side side)
{
    return *m_directions[base::index(side)];
}

const TlsConnection::Direction &TlsConnection::direction(Side side) const
{
    return *m_directions[base::index(side)];
}

void TlsConnection::data(Side side, base::ByteView bytes, Origin origin)
{
    auto &d = direction(side);
    if (m_dead || d.endTold || d.ended)
        return;
    if (waiting() && m_keys.version() != m_keysSeen)
        drain();
    d.reader.feed(bytes);
    readRecords(side, origin);
    sweep();
    report(origin);
}

void TlsConnection::readRecords(Side side, Origin origin)
{
    auto &d = direction(side);
    // Whatever is handled may end this side: a waiting close_notify, or a failure of the whole connection.
    while (!m_dead && !d.endTold) {
        if (const auto record = d.reader.next())
            take(side, *record, origin);
        else if (d.reader.state() == RecordReader::State::broken)
            badHeader(side, origin);
        else
            return;
    }
}

void TlsConnection::badHeader(Side side, Origin origin)
{
    auto &d = direction(side);
    if (!d.reader.sawRecord() && !d.sawGap) {
        anomaly("tls.not_tls", "The connection does not begin with a TLS record.", origin);
        fail(Failure::notTls, origin);
        return;
    }
    anomaly("tls.bad_record", "What should be a record header is none; the next one is searched.", origin);
    d.reader.restart();
    applyOrQueueGap(side, 0, origin);
}

void TlsConnection::take(Side side, const Record &record, Origin origin)
{
    auto &d = direction(side);
    if (!d.pending.empty() || handle(side, record, origin) == Handled::wait) {
        if (!d.pending.add(record, origin) && !std::exchange(m_overLimit, true))
            anomaly(
                "tls.pending_limit", "More records wait for a key than are kept; the later ones are dropped.", origin);
        m_keysSeen = m_keys.version();
        if (d.pending.used() > heldOctets && d.opener && comesTooEarly(side, d.pending.front().origin))
            holdNoLonger();
    }
    if (m_handshakeMoved)
        drain();
    updateProgress();
}

/// The secrets of the two sides come to a key log one after the other, with packets in between.
bool TlsConnection::comesTooEarly(Side side, Origin origin) const
{
    const auto &other = direction(side == Side::originator ? Side::responder : Side::originator);
    return m_keepsOrder && !other.pending.empty() && other.pending.front().origin.packet < origin.packet
        && direction(side).opener->inApplicationPhase();
}

/// The other side's key may never come; what can be read is not given up for the order.
void TlsConnection::holdNoLonger()
{
    if (std::exchange(m_keepsOrder, false))
        drain();
}

void TlsConnection::keysChanged()
{
    if (!waiting() || m_keys.version() == m_keysSeen)
        return;
    drain();
    sweep();
    finishEnded();
}

bool TlsConnection::waiting() const
{
    return !direction(Side::originator).pending.empty() || !direction(Side::responder).pending.empty();
}

/// Opens what waits, both sides in the order of their packets as far as keys allow.
void TlsConnection::drain()
{
    m_keysSeen = m_keys.version();
    bool stuck[2] = {false, false};
    std::optional<Origin> last;
    for (;;) {
        if (std::exchange(m_handshakeMoved, false))
            stuck[0] = stuck[1] = false;
        int next = -1;
        for (int i = 0; i < 2; ++i) {
            const auto &pending = m_directions[i]->pending;
            if (stuck[i] || pending.empty())
                continue;
            if (next < 0 || pending.front().origin.packet < m_directions[next]->pending.front().origin.packet)
                next = i;
        }
        if (next < 0)
            break;
        last = m_directions[next]->pending.front().origin;
        stuck[next] = !drainOne(static_cast<Side>(next));
    }
    updateProgress();
    if (last)
        report(*last);
}

/// False when the first item still has to wait.
bool TlsConnection::drainOne(Side side)
{
    auto &d = direction(side);
    const auto &item = d.pending.front();
    if (!m_dead && !d.endTold) {
        switch (item.kind) {
        case PendingRecords::Kind::record:
            if (handle(side, item.record(), item.origin) == Handled::wait)
                return false;
            break;
        case PendingRecords::Kind::gap:
            applyGap(side, item.size, item.origin);
            break;
        case PendingRecords::Kind::dropped:
            // Without its key the number of dropped records would be of no use.
            if (!d.opener && prepare(side, item.origin) == Handled::wait)
                return false;
            applyDropped(side, item);
            break;
        }
    }
    d.pending.pop();
    return true;
}

void TlsConnection::gap(Side side, std::uint64_t size, Origin origin)
{
    auto &d = direction(side);
    if (m_dead || d.endTold || d.ended)
        return;
    d.reader.gap();
    applyOrQueueGap(side, size, origin);
    updateProgress();
    report(origin);
}

void TlsConnection::applyOrQueueGap(Side side, std::uint64_t size, Origin origin)
{
    auto &d = direction(side);
    d.sawGap = true;
    if (d.pending.empty())
        applyGap(side, size, origin);
    else
        d.pending.addGap(size, origin);
}

void TlsConnection::applyGap(Side side, std::uint64_t size, Origin origin)
{
    auto &d = direction(side);
    m_sawGap = true;
    d.handshake.reset();
    if (d.opener)
        d.opener->lost(size);
    else
        d.lostBeforeOpener = true;
    d.tellGap = true;
    if (d.openedAny)
        tellGap(side, origin);
}

void TlsConnection::applyDropped(Side side, const PendingRecords::Item &item)
{
    auto &d = direction(side);
    d.handshake.reset();
    if (d.opener)
        d.opener->skip(item.size);
    if (d.opener && item.hole)
        d.opener->lost(0);
    m_failed += item.size;
    d.tellGap = true;
    tellGap(side, item.origin);
}

/// Holes next to each other are told as one.
void TlsConnection::tellGap(Side side, Origin origin)
{
    auto &d = direction(side);
    if (!std::exchange(d.tellGap, false) || d.endTold)
        return;
    report(origin);
    m_listener.gap(side, 0, origin);
}

void TlsConnection::end(Side side, StreamEnd how, Origin origin)
{
    auto &d = direction(side);
    if (d.endTold || d.ended)
        return;
    d.ended = Ended{how, origin};
    const bool cut = how == StreamEnd::cut;
    if (waiting() && m_keys.version() != m_keysSeen)
        drain();
    sweep();
    finishEnded();
    const bool bothEnded = (direction(Side::originator).ended || direction(Side::originator).endTold)
        && (direction(Side::responder).ended || direction(Side::responder).endTold);
    if (bothEnded && waiting() && (cut || m_afterEnd == AfterEnd::giveUp))
        giveUp(origin);
    updateProgress();
    report(origin);
}

/// Passes on the ends that nothing waits in front of.
void TlsConnection::finishEnded()
{
    for (const Side side : bothSides) {
        auto &d = direction(side);
        if (!d.ended || d.endTold || !d.pending.empty())
            continue;
        if (d.openedAny && !m_dead && d.reader.inRecord()) {
            d.tellGap = true;
            tellGap(side, d.ended->origin);
        }
        finish(side, d.ended->how, d.ended->origin);
    }
    updateProgress();
}

void TlsConnection::finish(Side side, StreamEnd how, Origin origin)
{
    auto &d = direction(side);
    if (std::exchange(d.endTold, true))
        return;
    updateProgress();
    report(origin);
    m_listener.end(side, how, origin);
}

void TlsConnection::giveUp(Origin origin)
{
    // The server's answer to early data will not be read any more; most take it.
    m_presumeEarlyData = true;
    m_keepsOrder = false;
    drain();
    sweep();
    for (const Side side : bothSides) {
        auto &d = direction(side);
        if (d.pending.empty())
            continue;
        ++m_failed;
        m_gaveUp = true;
        d.pending.clear();
        if (d.openedAny) {
            d.tellGap = true;
            tellGap(side, origin);
        }
    }
    finishEnded();
    report(origin);
}

void TlsConnection::fail(Failure failure, Origin origin)
{
    m_dead = true;
    m_tracker.facts.failure = failure;
    m_tracker.facts.progress = m_opened > 0 ? Progress::partial : Progress::failed;
    m_factsTold = false;
    report(origin);
}

/// Not in fail() itself, which may be called for a record that lies in the queue.
void TlsConnection::sweep()
{
    if (!m_dead)
        return;
    for (const Side side : bothSides)
        direction(side).pending.clear();
}

void TlsConnection::updateProgress()
{
    auto &facts = m_tracker.facts;
    if (m_dead)
        return;
    auto progress = facts.progress;
    auto failure = facts.failure == Failure::clientRejectedCertificate ? facts.failure : Failure::none;
    if (waiting())
        progress = Progress::waiting;
    else if (m_opened > 0)
        progress = m_failed > 0 ? Progress::partial : Progress::decrypting;
    else
        progress = m_failed > 0 ? Progress::failed : Progress::handshake;
    if (failure == Failure::none && (m_failed > 0 || waiting())) {
        const bool bothEnded = direction(Side::originator).ended && direction(Side::responder).ended;
        if (m_overLimit && m_opened > 0)
            failure = Failure::keyTooLate;
        else if (m_sawGap && m_failed > 0 && !m_gaveUp)
            failure = Failure::missingPackets;
        else if (m_gaveUp || bothEnded || m_opened == 0)
            failure = waiting() && !bothEnded ? Failure::none
                : peerMissing()               ? Failure::missingPackets
                                              : Failure::noKey;
    }
    if (progress != facts.progress || failure != facts.failure) {
        facts.progress = progress;
        facts.failure = failure;
        m_factsTold = false;
    }
}

/// A side was never heard, so that no key of whatever log could help.
bool TlsConnection::peerMissing() const
{
    return !m_tracker.heard(Side::originator) || !m_tracker.heard(Side::responder);
}

void TlsConnection::report(Origin origin)
{
    if (!std::exchange(m_factsTold, true))
        m_listener.factsChanged(m_tracker.facts, origin);
}

void TlsConnection::anomaly(const char *id, const char *detail, Origin origin)
{
    m_listener.anomaly({id, detail}, origin);
}

} // namespace telltale::tls
