// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/origin.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

namespace telltale::reassembly {

/// What all streams of a shard hold out of order, against Limits::reassemblyBytes.
struct ReassemblyBudget {
    std::size_t used = 0;
};

/// Segments of one direction that wait for earlier bytes, sorted, without overlap. Of bytes that
/// came twice the first copy stays. Offsets are those of the stream; they may be negative.
class SegmentStore {
public:
    struct Held {
        base::ByteBuffer bytes;
        base::Origin origin;
    };

    explicit SegmentStore(ReassemblyBudget &budget)
        : m_budget(budget)
    {
    }
    ~SegmentStore() { clear(); }
    SegmentStore(const SegmentStore &) = delete;
    SegmentStore &operator=(const SegmentStore &) = delete;

    /// Keeps a copy of those bytes of [from, from + bytes.size()) that are not held yet.
    /// False where bytes held already differ from the new ones.
    bool insert(std::int64_t from, base::ByteView bytes, base::Origin origin);

    [[nodiscard]] bool empty() const { return m_held.empty(); }
    /// Offset of the first held byte; the store must not be empty.
    [[nodiscard]] std::int64_t firstOffset() const { return m_held.begin()->first; }
    /// One past the last held byte; the store must not be empty.
    [[nodiscard]] std::int64_t lastEnd() const
    {
        return m_held.rbegin()->first + static_cast<std::int64_t>(m_held.rbegin()->second.bytes.size());
    }
    /// Takes the first run of bytes out; the store must not be empty.
    std::pair<std::int64_t, Held> takeFirst();
    void clear();

    /// Memory held, with what the bookkeeping of each segment costs, so that a flood of one-byte
    /// segments is bounded too.
    [[nodiscard]] std::size_t cost() const { return m_cost; }

private:
    using Map = std::map<std::int64_t, Held>;

    void keep(Map::iterator before, std::int64_t from, base::ByteView bytes, base::Origin origin);
    void charge(std::size_t bytes);
    void refund(std::size_t bytes);

    ReassemblyBudget &m_budget;
    Map m_held;
    std::size_t m_cost = 0;
};

} // namespace telltale::reassembly
