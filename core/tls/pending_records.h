// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/origin.h"
#include "tls/record.h"

#include <cstdint>
#include <deque>

namespace telltale::tls {

/// Octets of records that wait for keys, over all connections of a shard. Must outlive them.
class PendingBudget {
public:
    explicit PendingBudget(const base::Limits &limits = {})
        : m_left(limits.tlsPendingBytesTotal)
    {
    }

    bool take(std::size_t size)
    {
        if (size > m_left)
            return false;
        m_left -= size;
        return true;
    }
    void giveBack(std::size_t size) { m_left += size; }

private:
    std::size_t m_left;
};

/// What waits for a key in one direction, in the order it came. Over the limit only the number of
/// records is kept, so that those behind them can still be opened.
class PendingRecords {
public:
    enum class Kind : std::uint8_t { record, gap, dropped };
    struct Item {
        Kind kind = Kind::record;
        ContentType type = ContentType::applicationData;
        std::uint16_t version = 0;
        base::ByteBuffer fragment;
        std::uint64_t size = 0; ///< gap: octets, 0 unknown; dropped: records
        base::Origin origin;
        bool hole = false; ///< dropped: bytes were missing too, so the number is too small

        [[nodiscard]] Record record() const { return {type, version, fragment}; }
    };

    PendingRecords(PendingBudget *budget, std::size_t limit)
        : m_budget(budget)
        , m_limit(limit)
    {
    }
    ~PendingRecords() { clear(); }
    PendingRecords(const PendingRecords &) = delete;
    PendingRecords &operator=(const PendingRecords &) = delete;

    /// False when it was dropped instead.
    bool add(const Record &record, base::Origin origin);
    void addGap(std::uint64_t size, base::Origin origin);
    [[nodiscard]] bool empty() const { return m_items.empty(); }
    /// Octets that they take.
    [[nodiscard]] std::size_t used() const { return m_used; }
    [[nodiscard]] const Item &front() const { return m_items.front(); }
    void pop();
    void clear();

private:
    static std::size_t cost(const Item &item) { return sizeof(Item) + item.fragment.size(); }
    bool reserve(std::size_t size);
    void drop(std::uint64_t records, base::Origin origin);

    std::deque<Item> m_items;
    PendingBudget *m_budget; ///< may be null
    std::size_t m_limit;
    std::size_t m_used = 0;
};

} // namespace telltale::tls
