// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <vector>

namespace telltale::relaying {

/// Keeps emptied buffers for the next user, so that a busy relay allocates nothing and an idle
/// connection holds nothing. One thread.
class BufferPool {
public:
    base::ByteBuffer take()
    {
        if (m_free.empty())
            return {};
        base::ByteBuffer buffer = std::move(m_free.back());
        m_free.pop_back();
        return buffer;
    }
    void give(base::ByteBuffer buffer)
    {
        constexpr std::size_t kept = 256, largest = 64U << 10;
        buffer.clear();
        if (m_free.size() < kept && buffer.capacity() <= largest)
            m_free.push_back(std::move(buffer));
    }

private:
    std::vector<base::ByteBuffer> m_free;
};

/// Octets that wait to be sent or read, first in, first out. Holds a pooled buffer only while not empty.
class OctetQueue {
public:
    explicit OctetQueue(BufferPool &pool)
        : m_pool(&pool)
    {
    }
    OctetQueue(const OctetQueue &) = delete;
    OctetQueue &operator=(const OctetQueue &) = delete;
    ~OctetQueue() { drop(size()); }

    /// From here on buffers come from and go to @p pool; what is held goes along.
    void usePool(BufferPool &pool) { m_pool = &pool; }

    [[nodiscard]] std::size_t size() const { return m_bytes.size() - m_at; }
    [[nodiscard]] bool empty() const { return m_at == m_bytes.size(); }
    [[nodiscard]] base::ByteView view() const { return base::ByteView(m_bytes).subspan(m_at); }

    void append(base::ByteView bytes)
    {
        if (bytes.empty())
            return;
        if (m_bytes.capacity() == 0)
            m_bytes = m_pool->take();
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    }
    void drop(std::size_t count)
    {
        m_at += count;
        if (m_at < m_bytes.size() || m_bytes.capacity() == 0)
            return;
        m_pool->give(std::move(m_bytes));
        m_bytes = {};
        m_at = 0;
    }

private:
    BufferPool *m_pool;
    base::ByteBuffer m_bytes;
    std::size_t m_at = 0; ///< sent already
};

} // namespace telltale::relaying
