// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "pipeline/flow_output.h"
#include "session/payload_store.h"
#include "session/values.h"
#include "tls/key_store.h"
#include "tls/pending_records.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace telltale::pipeline {

/// What all flows of a shard share.
struct ShardContext {
    const tls::KeyStore &keys;
    session::PayloadStore &payloads;
    const base::Limits &limits;
    FlowOutput &output;
    tls::PendingBudget keyBudget;     ///< of records that wait for keys
    std::size_t pendingBodyBytes = 0; ///< of messages not complete yet, against Limits::bodyBytesPending
};

/// A layer that may wait for keys after its connection has ended.
class KeyWaiter {
public:
    virtual ~KeyWaiter() = default;
    [[nodiscard]] virtual bool waiting() const = 0;
    /// No key will come: ends what waits.
    virtual void giveUp(base::Origin origin) = 0;
};

/// What all layers of one connection share. Owned by the connection's pipe; outlives its layers.
struct FlowContext {
    ShardContext &shard;
    session::Connection connection;
    std::uint32_t exchanges = 0;   ///< ordinals given so far
    std::uint32_t dnsAnswers = 0;
    std::vector<KeyWaiter *> keyWaiters = {}; ///< layers of this connection, owned by it
    std::size_t layers = 0;        ///< nested so far, against Limits::layers

    bool isChanged = false;        ///< facts changed since they were last sent
    bool isTouched = false;        ///< is on the tracker's list of flows to look at

    /// The facts go out at the end of the packets being worked on, once for many changes.
    void changed() { isChanged = true; }
    void anomaly(const base::Anomaly &what, base::Origin origin)
    {
        shard.output.anomaly(what, connection.id, origin);
    }
};

} // namespace telltale::pipeline
