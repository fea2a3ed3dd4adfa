// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channel.h"
#include "intercept/client_hello.h"
#include "pump.h"
#include "relay.h"

#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <memory>
#include <string>

namespace telltale::relaying {

/// The beginning of one connection: reads the ClientHello, decides, connects, and hands both sides to a
/// Pump. Until the phone was answered every way leads back to passing its own bytes through untouched.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Relay &relay, asio::ip::tcp::socket phone, SocketAddress station, SocketAddress destination,
        std::unique_ptr<Counted> counted);

    void start();

private:
    enum class Ready { yes, timeout, error };

    asio::awaitable<void> run();
    asio::awaitable<intercept::HelloScan> readHello();
    asio::awaitable<bool> connect();
    asio::awaitable<void> intercept();
    /// True when the server's handshake is done and it is who it should be.
    asio::awaitable<bool> greetServer();
    asio::awaitable<void> greetPhone();
    asio::awaitable<void> passThrough(const char *reason);
    void splice(const char *reason);
    /// Both channels are a lane's from here on.
    void handOver(Pump::Verdict verdict);
    /// The same as passThrough on a connection of its own, after the server was spoken to.
    asio::awaitable<void> passAnew(const char *reason);
    asio::awaitable<Ready> wait(Channel &channel, asio::ip::tcp::socket::wait_type what);
    asio::awaitable<int> handshake(Channel &channel, int &error);

    /// Why this connection is not to be intercepted; null when it is.
    const char *reasonToPass();
    asio::awaitable<void> serverRefused(int error);
    asio::awaitable<void> phoneRefused(int error, unsigned long opensslError);
    /// The phone's first word after the handshake, or its end without one.
    void judge(Pump::First first);
    void accepted();
    void rejected(const std::string &reason, bool certain);
    void startDeadline(std::chrono::seconds after);
    void refusePhone(int alert);
    void report(intercept::RelayEventKind kind, const std::string &reason);
    void letGo();
    [[nodiscard]] std::string nameOfHost() const;
    [[nodiscard]] net::IpAddress stationAddress() const;

    Relay &m_relay;
    SocketAddress m_station, m_destination;
    std::unique_ptr<Channel> m_phone, m_server;
    std::unique_ptr<Counted> m_counted;
    asio::steady_timer m_deadline;
    base::ByteBuffer m_head; ///< what the phone sent before it was answered
    intercept::ClientHello m_hello;
    std::string m_alpn, m_tlsVersion;
    bool m_expired = false;
    bool m_answered = false; ///< the phone has got a byte of us
};

} // namespace telltale::relaying
