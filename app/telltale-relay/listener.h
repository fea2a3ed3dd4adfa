// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "relay.h"

#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <memory>

namespace telltale::relaying {

/// Accepts connections at one address, from the chosen interface and stations only; everybody else is
/// closed before a byte is read or written. Takes no more connections than it may have at once.
class Listener {
public:
    using Taken = std::function<void(asio::ip::tcp::socket, SocketAddress peer, std::unique_ptr<Counted>)>;

    /// Listens; the address may have port 0. What is accepted goes to @p taken, with the count it belongs to.
    static base::Result<std::unique_ptr<Listener>> open(
        Relay &relay, const SocketAddress &address, std::size_t most, Taken taken);

    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;
    ~Listener() { m_gate->freed = nullptr; }

    void start() { accept(); }
    [[nodiscard]] SocketAddress address() const;

private:
    Listener(Relay &relay, std::size_t most, Taken taken);
    void accept();
    void accepted(const asio::error_code &error, asio::ip::tcp::socket socket, const SocketAddress &peer);
    void acceptLater();

    Relay &m_relay;
    asio::ip::tcp::acceptor m_acceptor;
    asio::steady_timer m_timer;
    SocketAddress m_peer;
    Taken m_taken;
    std::size_t m_most;
    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
};

} // namespace telltale::relaying
