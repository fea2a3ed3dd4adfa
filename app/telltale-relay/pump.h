// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channel.h"
#include "lane.h"
#include "relay.h"

#include <functional>
#include <memory>
#include <optional>

namespace telltale::relaying {

/// Copies between the phone and the server until both have ended. Never reads one side faster than the
/// other takes it, and holds no buffer while nothing flows. An end of one direction is handed on and the
/// other goes on; a reset becomes a reset. Belongs to its lane from start() on.
class Pump : public ReadySet::Watcher, public std::enable_shared_from_this<Pump> {
public:
    /// How the phone behaved after the handshake: told once, with bytes as soon as it spoke. Otherwise with
    /// the way it ended before it said anything, unless the server had ended first (wait).
    struct First {
        Channel::Outcome outcome = Channel::Outcome::wait;
        unsigned long opensslError = 0; ///< of the lane's thread, where it failed
    };
    using Verdict = std::function<void(First first)>;

    /// Both channels are detached. @p verdict may be empty; it is called by the lane.
    Pump(Lane &lane, std::unique_ptr<Channel> phone, std::unique_ptr<Channel> server, std::unique_ptr<Counted> counted,
        Verdict verdict);
    ~Pump() override { --m_lane.load; }

    /// Begins; the lane's ready set keeps it alive.
    void start();
    /// Instead of start(): there is nothing to copy between.
    void close();
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

    Lane &m_lane;
    std::unique_ptr<Channel> m_phone;
    std::unique_ptr<Channel> m_server;
    std::unique_ptr<Counted> m_counted;
    Direction m_up, m_down; ///< phone to server, server to phone
    Verdict m_verdict;
    std::optional<Lane::Alarms::iterator> m_alarm;
    std::uint64_t m_moved = 0; ///< reads that gave bytes
    std::uint64_t m_movedAtCheck = 0;
    int m_phoneSocket = -1, m_serverSocket = -1; ///< as known to the set
    bool m_closed = false;
};

} // namespace telltale::relaying
