// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <sys/epoll.h>
#include <vector>

namespace telltale::relaying {

/// Tells many sockets' owners when there is something to do, at the cost of no system call for each wait:
/// sockets are registered once, edge-triggered (epoll(7)). One thread, save wake().
class ReadySet {
public:
    struct What {
        bool read = false; ///< bytes, an end or an error may be there
        bool ended = false; ///< the peer has ended: read until its end comes
        bool write = false; ///< there may be room again
    };
    class Watcher {
    public:
        Watcher() = default;
        Watcher(const Watcher &) = delete;
        Watcher &operator=(const Watcher &) = delete;
        virtual ~Watcher() = default;
        virtual void ready(int socket, What what) = 0;
    };

    ReadySet();
    ReadySet(const ReadySet &) = delete;
    ReadySet &operator=(const ReadySet &) = delete;
    ~ReadySet();

    /// False when the system had no descriptors left for it; nothing works then.
    [[nodiscard]] bool made() const { return m_set >= 0 && m_bell >= 0; }

    /// Keeps @p watcher alive and tells it about both sockets until remove(). What is ready already is told,
    /// too. False when the system has no room for it.
    bool add(const std::shared_ptr<Watcher> &watcher, int one, int other);
    /// To be called before the sockets are closed.
    void remove(const Watcher *watcher, int one, int other);

    /// Keeps nobody any more; not from within serve().
    void clear();

    /// Tells what is ready; waits for it at most @p milliseconds (-1: without end), or until wake().
    void serve(int milliseconds);
    /// Any thread: ends the wait of serve(), or of the next one.
    void wake();

private:
    int m_set = -1;
    int m_bell = -1; ///< an eventfd(2)
    [[nodiscard]] Watcher *watcherOf(int socket) const;
    void letRemovedGo();

    std::vector<std::shared_ptr<Watcher>> m_watchers; ///< by socket
    std::vector<std::shared_ptr<Watcher>> m_removed; ///< they may still be at work: until the next round
    std::array<epoll_event, 256> m_events{}; ///< of the round that is being served
};

} // namespace telltale::relaying
