// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intercept/relay_limits.h"
#include "octet_queue.h"
#include "ready_set.h"
#include "socket_passage.h"
#include "warm_channels.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace telltale::relaying {

/// A thread with all that it needs to copy between its connections, which it shares with nobody. Unless it
/// is said otherwise, functions and members are for that thread alone, or for the one that made the lane
/// while it does not run.
class Lane {
public:
    using Task = std::function<void()>;
    using Alarms = std::multimap<std::chrono::steady_clock::time_point, Task>;

    Lane() = default;
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;
    ~Lane() { stop(); }

    /// Returns when the thread runs and has asked the system for all it needs to begin with. False: it
    /// could not be started.
    bool start();
    /// Waits until the thread has ended.
    void stop();

    /// Any thread: runs @p task on this lane.
    void post(Task task);
    /// Runs @p task when the other connections had their turn.
    void later(Task task) { m_later.push_back(std::move(task)); }
    Alarms::iterator remindAfter(std::chrono::seconds wait, Task task);
    /// Not for an alarm that has rung.
    void forget(Alarms::iterator alarm) { m_alarms.erase(alarm); }

    /// The way for sockets that are to be this lane's: descriptors of other threads are not its own.
    SocketPassage &passage() { return m_passage; }
    ReadySet &readySet() { return m_readySet; }
    BufferPool &pool() { return m_pool; }
    WarmChannels &warmChannels() { return m_warmChannels; }
    /// Of use between a read and the next.
    std::array<std::uint8_t, intercept::RelayLimits::chunk> &scratch() { return m_scratch; }

    /// Any thread. How many connections it has; kept by whoever gives and takes them.
    std::atomic<std::size_t> load = 0;

private:
    void run();
    void letGo();
    void runTasks();
    void ringAlarms();
    [[nodiscard]] int patience() const;

    std::array<std::uint8_t, intercept::RelayLimits::chunk> m_scratch{};
    BufferPool m_pool; // these two outlive the connections below
    WarmChannels m_warmChannels;
    std::vector<Task> m_later, m_running;
    Alarms m_alarms;
    ReadySet m_readySet;
    SocketPassage m_passage;
    std::mutex m_mutex; // protects the next
    std::vector<Task> m_posted;
    std::atomic<bool> m_anyPosted = false, m_stopping = false;
    std::thread m_thread;
};

} // namespace telltale::relaying
