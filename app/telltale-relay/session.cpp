// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "original_destination.h"

#include <asio/co_spawn.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <exception>
#include <netinet/tcp.h>
#include <openssl/err.h>

namespace telltale::relaying {

using asio::ip::tcp;
using intercept::HelloScan;
using intercept::PassReason;
using intercept::RelayEventKind;
using intercept::RelayLimits;

Session::Session(
    Relay &relay, tcp::socket phone, SocketAddress station, SocketAddress destination, std::unique_ptr<Counted> counted)
    : m_relay(relay)
    , m_station(std::move(station))
    , m_destination(std::move(destination))
    , m_phone(std::make_unique<Channel>(std::move(phone), relay.pool))
    , m_counted(std::move(counted))
    , m_deadline(relay.context)
{
}

void Session::start()
{
    // A lack of memory ends this connection, not the relay.
    asio::co_spawn(
        m_relay.context, [self = shared_from_this()] { return self->run(); },
        [self = shared_from_this()](std::exception_ptr) { self->letGo(); });
}

void Session::letGo()
{
    // What a Pump has taken over is not here any more.
    m_deadline.cancel();
    m_phone.reset();
    m_server.reset();
    m_counted.reset();
}

std::string Session::nameOfHost() const
{
    return m_hello.host.empty() ? asEndpoint(m_destination).ip.text() : m_hello.host;
}

net::IpAddress Session::stationAddress() const
{
    return asEndpoint(m_station).ip;
}

void Session::report(RelayEventKind kind, const std::string &reason)
{
    m_relay.report(
        {kind, now(), asEndpoint(m_station), asEndpoint(m_destination), m_hello.host, reason, m_alpn, m_tlsVersion});
}

void Session::startDeadline(std::chrono::seconds after)
{
    m_expired = false;
    m_deadline.expires_after(after);
    m_deadline.async_wait([weak = weak_from_this()](const asio::error_code &error) {
        const auto self = weak.lock();
        if (error || !self || self->m_deadline.expiry() > std::chrono::steady_clock::now())
            return; // a later deadline was set
        self->m_expired = true;
        asio::error_code ignored;
        if (self->m_phone)
            self->m_phone->socket().cancel(ignored);
        if (self->m_server)
            self->m_server->socket().cancel(ignored);
    });
}

asio::awaitable<Session::Ready> Session::wait(Channel &channel, tcp::socket::wait_type what)
{
    if (m_expired)
        co_return Ready::timeout;
    asio::error_code error;
    co_await channel.socket().async_wait(what, asio::redirect_error(asio::use_awaitable, error));
    if (what == tcp::socket::wait_read)
        channel.readable();
    co_return m_expired ? Ready::timeout : error ? Ready::error : Ready::yes;
}

// Every co_await stands in a statement of its own, never in a condition: GCC 12 makes wrong code of some.
asio::awaitable<HelloScan> Session::readHello()
{
    startDeadline(RelayLimits::helloWait);
    HelloScan scan = HelloScan::needMore;
    while (scan == HelloScan::needMore) {
        const auto got = m_phone->read(m_relay.scratch);
        if (got.outcome == Channel::Outcome::bytes) {
            m_head.insert(
                m_head.end(), m_relay.scratch.begin(), m_relay.scratch.begin() + static_cast<std::ptrdiff_t>(got.size));
            scan = intercept::scanClientHello(m_head, m_hello);
            continue;
        }
        if (got.outcome != Channel::Outcome::wait)
            break;
        const Ready ready = co_await wait(*m_phone, tcp::socket::wait_read);
        if (ready != Ready::yes)
            break; // silent for so long that the server may be to speak first
    }
    co_return scan;
}

asio::awaitable<bool> Session::connect()
{
    m_server = std::make_unique<Channel>(tcp::socket(m_relay.context), m_relay.pool);
    startDeadline(RelayLimits::connectWait);
    asio::error_code error;
    co_await m_server->socket().async_connect(m_destination, asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
        m_server->socket().set_option(tcp::no_delay(true), error);
        m_server->socket().set_option(asio::socket_base::keep_alive(true), error);
        co_return true;
    }
    report(RelayEventKind::upstreamFailed,
        m_expired || error == asio::error::timed_out                                              ? "connect_timeout"
            : error == asio::error::connection_refused                                            ? "connect_refused"
            : error == asio::error::network_unreachable || error == asio::error::host_unreachable ? "unreachable"
                                                                                                  : "connect_failed");
    m_phone->reset();
    co_return false;
}

asio::awaitable<void> Session::passThrough(const char *reason)
{
    const bool connected = co_await connect();
    if (connected)
        splice(reason);
}

void Session::splice(const char *reason)
{
    m_deadline.cancel();
    report(RelayEventKind::passedThrough, reason);
    m_server->write(m_head);
    handOver({});
}

void Session::handOver(Pump::Verdict verdict)
{
    Lane &lane = m_relay.freestLane();
    const int phone = m_phone->detach(lane.pool(), lane.warmChannels());
    const int server = m_server->detach(lane.pool(), lane.warmChannels());
    auto pump =
        std::make_shared<Pump>(lane, std::move(m_phone), std::move(m_server), std::move(m_counted), std::move(verdict));
    const bool given = lane.passage().give({phone, server});
    lane.post([pump = std::move(pump), given] { given ? pump->start() : pump->close(); });
}

asio::awaitable<void> Session::passAnew(const char *reason)
{
    m_server->flush();
    m_server.reset();
    co_await passThrough(reason);
}

const char *Session::reasonToPass()
{
    const Options &options = m_relay.options;
    const std::string host = nameOfHost();
    if (options.pass.contains(host))
        return "never_list";
    if (!options.only.empty() && !options.only.contains(host))
        return "not_chosen";
    if (m_hello.newestVersion < TLS1_2_VERSION)
        return "unsupported_version";
    if (!m_hello.host.empty() && !intercept::isHostName(m_hello.host))
        return "unusable_name";
    if (!m_hello.alpn.empty() && intercept::readableProtocols(m_hello.alpn).empty())
        return "unknown_protocol";
    const auto reason = m_relay.rejections.recall(stationAddress(), host, now());
    if (!reason || options.always.contains(host))
        return nullptr;
    switch (*reason) {
    case PassReason::pinned:
        return "pinned";
    case PassReason::ech:
        return "ech";
    case PassReason::clientCertificate:
        return "client_certificate";
    case PassReason::privateAuthority:
        return "private_authority";
    case PassReason::unsupported:
        break;
    }
    return "unsupported";
}

asio::awaitable<void> Session::run()
{
    const HelloScan scan = co_await readHello();
    if (m_head.empty() && m_phone->sawEnd())
        co_return; // somebody looked whether the port is open
    if (scan != HelloScan::complete) {
        co_await passThrough("not_tls");
        co_return;
    }
    if (const char *reason = reasonToPass()) {
        co_await passThrough(reason);
        co_return;
    }
    co_await intercept();
}

asio::awaitable<int> Session::handshake(Channel &channel, int &error)
{
    for (;;) {
        const int step = channel.handshake(error);
        m_answered = m_answered || (&channel == m_phone.get() && channel.waiting() > 0 && step >= 0);
        if (step < 0 && &channel == m_phone.get() && !m_answered)
            co_return step; // the alert stays here: the phone's bytes may still go another way
        if (!channel.flush() && step == 0) {
            error = SSL_ERROR_SYSCALL;
            co_return -1;
        }
        if (step != 0)
            co_return step;
        const auto what = channel.waiting() > 0 ? tcp::socket::wait_write : tcp::socket::wait_read;
        const Ready ready = co_await wait(channel, what);
        if (ready != Ready::yes) {
            error = SSL_ERROR_NONE; // time is up
            co_return -1;
        }
    }
}

void Session::refusePhone(int alert)
{
    const std::string record = intercept::fatalAlert(alert);
    m_phone->write(base::asBytes(record));
    m_phone->end(true);
    m_phone->flush();
}

} // namespace telltale::relaying
