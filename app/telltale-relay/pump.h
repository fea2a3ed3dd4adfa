// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channel.h"
#include "relay.h"

#include <asio/steady_timer.hpp>
#include <functional>
#include <memory>

namespace telltale::relaying {

/// Copies between the phone and the server until both have ended. Never reads one side faster than the
/// other takes it, and holds no buffer while nothing flows. An end of one direction is handed on and the
/// other goes on; a reset becomes a reset.
class Pump : public ReadySet::Watcher, public std::enable_shared_from_this<Pump> {
public:
    /// How the phone behaved after the handshake: told once, with bytes as soon as it spoke. Otherwise with
    /// the way it ended before it said anything, unless the server had ended first (wait).
    using Verdict = std::function<void(Channel::Outcome first)>;

    Pump(Relay &relay, std::unique_ptr<Channel> phone, std::unique_ptr<Channel> server,
        std::unique_ptr<Counted> counted);

    /// Begins; the relay's ready set keeps it alive. @p verdict may be empty.
    void start(Verdict verdict);
    void ready(int socket, ReadySet::What what) override;

private:
    struct Direction {
        Channel *from = nullptr;
        Channel *to = nullptr;
        bool ended = false;
        bool stalled = false; ///< the receiver takes no more for now; nobody knows what is left to read
        bool queued = false; ///< goes on when others had their turn
    };

    void move(Direction &direction);
    /// False when the pump has ended.
    bool read(Direction &direction);
    void settle();
    void goOnLater(Direction &direction);
    /// No more news of the sockets; before they are closed.
    void leaveSet();
    void tell(Channel::Outcome first);
    void watchHalfClosed();
    void fail(Channel &broken, Channel &other);
    void close();

    Relay &m_relay;
    std::unique_ptr<Channel> m_phone;
    std::unique_ptr<Channel> m_server;
    std::unique_ptr<Counted> m_counted;
    Direction m_up, m_down; ///< phone to server, server to phone
    Verdict m_verdict;
    asio::steady_timer m_timer;
    std::uint64_t m_moved = 0; ///< reads that gave bytes
    std::uint64_t m_movedAtCheck = 0;
    int m_phoneSocket = -1, m_serverSocket = -1; ///< as known to the set
    bool m_timing = false;
    bool m_closed = false;
};

} // namespace telltale::relaying
