// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <memory>
#include <unordered_map>

namespace telltale::relaying {

/// Tells many sockets' owners when there is something to do, at the cost of no system call for each wait:
/// sockets are registered once, edge-triggered (epoll(7)), in a set that the context waits for as a whole.
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

    explicit ReadySet(asio::io_context &context);

    /// Keeps @p watcher alive and tells it about both sockets until remove(). What is ready already is told,
    /// too. False when the system has no room for it.
    bool add(const std::shared_ptr<Watcher> &watcher, int one, int other);
    /// To be called before the sockets are closed.
    void remove(const Watcher *watcher, int one, int other);

private:
    void awaitReadiness();
    void serve();

    asio::posix::stream_descriptor m_set;
    std::unordered_map<int, std::shared_ptr<Watcher>> m_watchers; ///< by socket
};

} // namespace telltale::relaying
