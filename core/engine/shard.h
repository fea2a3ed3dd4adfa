// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "engine/bounded_queue.h"
#include "engine/finding.h"
#include "engine/packet_batch.h"
#include "rules/rule_set.h"
#include "rules/tracker_library.h"
#include "session/payload_store.h"
#include "tls/key_store.h"

#include <memory>
#include <thread>
#include <variant>

namespace telltale::engine {

/// The keys have changed; wait for nothing, look now.
struct KeysChanged { };
/// Packet time has come this far, for shards that get no packets.
struct TimePassed {
    base::Timestamp now;
};

using ShardWork = std::variant<std::unique_ptr<PacketBatch>, KeysChanged, TimePassed, OwnersTold>;

/// One thread that owns all protocol state of its flows. Work comes through a bounded queue; what it
/// finds goes to the analyst's queue, ending with a ShardEnd.
class Shard {
public:
    Shard(const tls::KeyStore &keys, std::shared_ptr<session::PayloadStore> payloads,
        std::shared_ptr<const rules::RuleSet> rules, const base::Limits &limits, BoundedQueue<Findings> &findings,
        std::shared_ptr<const rules::TrackerLibrary> trackers = nullptr,
        std::shared_ptr<const decode::DecoderRegistry> decoders = nullptr);
    ~Shard();
    Shard(const Shard &) = delete;
    Shard &operator=(const Shard &) = delete;

    void give(ShardWork work) { m_work.push(std::move(work)); }
    /// No more work will come; the flows end when all of it is done.
    void close() { m_work.close(); }

private:
    void run();

    const tls::KeyStore &m_keys;
    std::shared_ptr<session::PayloadStore> m_payloads;
    std::shared_ptr<const rules::RuleSet> m_rules;
    std::shared_ptr<const rules::TrackerLibrary> m_trackers;
    std::shared_ptr<const decode::DecoderRegistry> m_decoders;
    base::Limits m_limits;
    BoundedQueue<Findings> &m_findings;
    BoundedQueue<ShardWork> m_work;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace telltale::engine
