// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/packet_source.h"
#include "engine/analysis.h"
#include "engine/bounded_queue.h"
#include "engine/finding.h"
#include "engine/key_log_watch.h"
#include "engine/packet_owners.h"
#include "engine/shard.h"
#include "net/packet_decoder.h"
#include "tls/key_store.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace telltale::engine {

/// Reads the source to its end: packets go to the shard of their flow, keys into the store, marks
/// and progress to the analyst. run() belongs to one thread; stop() and now() may come from any.
class Reader {
public:
    struct Wiring {
        std::unique_ptr<capture::PacketSource> source;
        tls::KeyStore &keys;
        KeyLogWatch &keyLogs;
        std::vector<std::unique_ptr<Shard>> &shards;
        BoundedQueue<Findings> &findings;
    };

    /// @param stoppable  the source ends by itself after stop(); otherwise reading breaks off
    Reader(Wiring wiring, const Options &options, bool stoppable);

    void run();
    void stop() { m_stop = true; }

    /// Time of the newest packet; 0 before the first.
    [[nodiscard]] base::Timestamp now() const { return {m_now.load()}; }

private:
    void take(const capture::Packet &packet);
    void take(const capture::KeyLogText &keys);
    void take(const capture::JournalLine &line);
    void takeComments(const capture::Packet &packet);
    void dispatch(const net::TransportPacket &packet, base::Origin origin);
    void flush();
    void tellPacketOwners();
    void tick();
    void pollKeys();
    void tellKeys();
    void tellOwners(bool all);
    void report(Finding finding);
    void addAnomalies(const std::vector<base::Anomaly> &anomalies, base::Origin origin);

    Wiring m_wiring;
    std::set<net::IpAddress> m_clients;
    bool m_stoppable;
    net::PacketDecoder m_decoder;
    PacketOwners m_packetOwners;
    std::vector<std::unique_ptr<PacketBatch>> m_batches; // one for each shard, being filled
    ReaderProgress m_at;
    std::uint64_t m_keyVersion = 0;
    std::optional<OwnersTold> m_owners; ///< waits for the packets of its time
    std::uint64_t m_ownersTold = 0;
    base::Origin m_last;
    base::Timestamp m_lastAdvance;
    std::chrono::steady_clock::time_point m_lastTick;
    std::uint64_t m_sinceTick = 0;
    std::atomic<bool> m_stop{false};
    std::atomic<std::int64_t> m_now{0};
};

} // namespace telltale::engine
