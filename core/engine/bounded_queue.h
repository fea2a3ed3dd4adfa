// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace telltale::engine {

/// Passes values from some threads to one. A full queue makes the giver wait, so that memory does
/// not grow with the difference of speeds. After close() nothing is taken in any more and pop()
/// gives what is left.
template <typename T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    /// False when the queue is closed; the value is dropped then.
    bool push(T value)
    {
        std::unique_lock lock(m_mutex);
        m_notFull.wait(lock, [this] { return m_closed || m_values.size() < m_capacity; });
        if (m_closed)
            return false;
        m_values.push_back(std::move(value));
        lock.unlock();
        m_notEmpty.notify_one();
        return true;
    }

    /// The next value; nothing when none came within @p patience, or when all is taken and closed.
    std::optional<T> pop(std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        m_notEmpty.wait_for(lock, patience, [this] { return m_closed || !m_values.empty(); });
        if (m_values.empty())
            return std::nullopt;
        std::optional<T> value(std::move(m_values.front()));
        m_values.pop_front();
        lock.unlock();
        m_notFull.notify_one();
        return value;
    }

    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_notEmpty.notify_all();
        m_notFull.notify_all();
    }

    /// Closed and nothing left.
    [[nodiscard]] bool finished() const
    {
        const std::lock_guard lock(m_mutex);
        return m_closed && m_values.empty();
    }

private:
    std::size_t m_capacity;
    mutable std::mutex m_mutex; // protects m_values and m_closed
    std::condition_variable m_notEmpty;
    std::condition_variable m_notFull;
    std::deque<T> m_values;
    bool m_closed = false;
};

} // namespace telltale::engine
