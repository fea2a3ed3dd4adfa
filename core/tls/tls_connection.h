// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/handshake_tracker.h"
#include "tls/pending_records.h"
#include "tls/record_opener.h"
#include "tls/record_reader.h"
#include "tls/tls_listener.h"

#include <memory>

namespace telltale::tls {

/// What happens to records that still wait for a key when both sides have ended.
enum class AfterEnd : std::uint8_t {
    giveUp, ///< the ends are passed on at once and the records dropped: all keys are known, as with a file
    keepWaiting ///< live: records and ends are kept until keysChanged() opens them, or giveUp() is called
};

/// Passive decryption of one TLS connection, SSL 3.0 to TLS 1.3: takes both sides' TCP bytes and gives the
/// listener the application data that the keys in the store open, and what the handshake told.
///
/// Facts are told before the data they apply to. Records without a key wait, within limits, and come with
/// their own origins when the key does; new keys are noticed at keysChanged() and at the next bytes. A side whose key
/// came first waits for the other's earlier records, to a limit: no answer is told before its request. What is lost
/// is told as gap(side, 0). Each side gets end() once: at close_notify, or at the end of TCP.
/// Key store, budget and listener must outlive the connection; one thread at a time.
class TlsConnection : public reassembly::StreamSink {
public:
    TlsConnection(const KeyStore &keys, const base::Limits &limits, TlsListener &listener,
        PendingBudget *budget = nullptr, AfterEnd afterEnd = AfterEnd::giveUp);
    ~TlsConnection() override;
    TlsConnection(const TlsConnection &) = delete;
    TlsConnection &operator=(const TlsConnection &) = delete;

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;
    void keysChanged() override;

    /// Records wait for keys.
    [[nodiscard]] bool waiting() const;
    /// No more keys will come: drops what waits and passes on the ends that wait behind it.
    void giveUp(base::Origin origin);
    [[nodiscard]] const TlsFacts &facts() const { return m_tracker.facts; }

private:
    struct Direction;
    struct Ended;
    enum class Handled : std::uint8_t { done, wait };

    Direction &direction(base::Side side);
    [[nodiscard]] const Direction &direction(base::Side side) const;

    void readRecords(base::Side side, base::Origin origin);
    void badHeader(base::Side side, base::Origin origin);
    void take(base::Side side, const Record &record, base::Origin origin);
    void drain();
    bool drainOne(base::Side side);
    void applyGap(base::Side side, std::uint64_t size, base::Origin origin);
    void applyOrQueueGap(base::Side side, std::uint64_t size, base::Origin origin);
    void applyDropped(base::Side side, const PendingRecords::Item &item);
    void finish(base::Side side, reassembly::StreamEnd how, base::Origin origin);
    void finishEnded();

    Handled handle(base::Side side, const Record &record, base::Origin origin);
    Handled handlePlain(base::Side side, const Record &record, base::Origin origin);
    Handled handleProtected(base::Side side, const Record &record, base::Origin origin);
    Handled changeCipher(base::Side side, base::Origin origin);
    Handled lostBeforeKeys(base::Side side, base::Origin origin);
    /// Makes the side's opener where it has none; wait when something it needs is not there yet.
    Handled prepare(base::Side side, base::Origin origin);
    Handled prepareTls13(base::Side side);
    Handled prepareLegacy(base::Side side, base::Origin origin);
    void content(base::Side side, ContentType type, base::ByteView content, base::Origin origin);
    void handshake(base::Side side, base::ByteView content, bool isProtected, base::Origin origin);
    void alert(base::Side side, base::ByteView content, base::Origin origin);
    void recordLost(base::Side side, base::Origin origin);
    void tellGap(base::Side side, base::Origin origin);
    [[nodiscard]] bool peerMissing() const;
    [[nodiscard]] bool comesTooEarly(base::Side side, base::Origin origin) const;
    void holdNoLonger();

    void fail(Failure failure, base::Origin origin);
    void sweep();
    void updateProgress();
    void report(base::Origin origin);
    void anomaly(const char *id, const char *detail, base::Origin origin);

    const KeyStore &m_keys;
    TlsListener &m_listener;
    HandshakeTracker m_tracker;
    std::unique_ptr<Direction> m_directions[2];
    AfterEnd m_afterEnd;
    bool m_dead = false; ///< nothing more can be opened or learnt
    bool m_factsTold = true;
    bool m_handshakeMoved = false;
    bool m_presumeEarlyData = false;
    bool m_gaveUp = false;
    std::uint64_t m_keysSeen = 0;
    std::uint64_t m_opened = 0;
    std::uint64_t m_failed = 0;
    bool m_sawGap = false;
    bool m_overLimit = false;
    bool m_keepsOrder = true; ///< of both sides' application data
};

} // namespace telltale::tls
