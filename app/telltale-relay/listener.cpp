// SPDX-License-Identifier: GPL-3.0-or-later
#include "listener.h"

#include "original_destination.h"

#include <asio/ip/v6_only.hpp>
#include <asio/post.hpp>
#include <cerrno>
#include <chrono>
#include <sys/socket.h>

namespace telltale::relaying {

using asio::ip::tcp;

namespace {

std::string textOf(const SocketAddress &address)
{
    const std::string host = address.address().to_string();
    return (address.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(address.port());
}

base::Error cannotListen(const SocketAddress &address, const asio::error_code &error)
{
    const bool right = error == asio::error::access_denied || error == asio::error::no_permission;
    return {right ? base::ErrorKind::privilege : base::ErrorKind::input,
        "The relay cannot listen at " + textOf(address) + ": " + error.message() + ".",
        right ? "Choose a port from 1024 on." : "Give an address of this computer and a port that is free."};
}

} // namespace

Listener::Listener(Relay &relay, std::size_t most, Taken taken)
    : m_relay(relay)
    , m_acceptor(relay.context)
    , m_timer(relay.context)
    , m_taken(std::move(taken))
    , m_most(most)
{
}

base::Result<std::unique_ptr<Listener>> Listener::open(
    Relay &relay, const SocketAddress &address, std::size_t most, Taken taken)
{
    std::unique_ptr<Listener> listener(new Listener(relay, most, std::move(taken)));
    tcp::acceptor &acceptor = listener->m_acceptor;
    asio::error_code error;
    acceptor.open(address.protocol(), error);
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error && address.address().is_v6())
        acceptor.set_option(asio::ip::v6_only(true), error);
    const std::string &interface = relay.options.interface;
    if (!error && !interface.empty()
        && ::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_BINDTODEVICE, interface.data(),
               static_cast<socklen_t>(interface.size()))
            != 0)
        return base::Error{base::ErrorKind::privilege,
            "The relay cannot be bound to the interface " + interface + ": "
                + asio::error_code(errno, asio::error::get_system_category()).message() + ".",
            "telltale-cli interfaces lists those that are there."};
    if (!error)
        acceptor.bind(address, error);
    if (!error)
        acceptor.listen(1024, error);
    if (!error)
        acceptor.non_blocking(true, error);
    if (error)
        return cannotListen(address, error);
    relay.ownAddresses.push_back(listener->address());
    return listener;
}

SocketAddress Listener::address() const
{
    asio::error_code ignored;
    return m_acceptor.local_endpoint(ignored);
}

void Listener::accept()
{
    m_acceptor.async_accept(m_peer,
        [this](const asio::error_code &error, tcp::socket socket) { accepted(error, std::move(socket), m_peer); });
}

void Listener::accepted(const asio::error_code &error, tcp::socket socket, const SocketAddress &peer)
{
    if (error == asio::error::operation_aborted)
        return;
    if (error == asio::error::no_descriptors || error == asio::error::no_memory
        || error == asio::error::no_buffer_space)
        return acceptLater();
    // The kernel lets this computer's own connections in through any interface.
    asio::error_code ignored;
    const bool ourselves =
        !error && !m_relay.options.interface.empty() && peer.address() == socket.local_endpoint(ignored).address();
    if (!error && !ourselves && m_relay.options.stations.contains(asEndpoint(peer).ip)) {
        socket.set_option(tcp::no_delay(true), ignored);
        socket.set_option(asio::socket_base::keep_alive(true), ignored);
        m_taken(std::move(socket), peer, std::make_unique<Counted>(m_relay.context, m_gate));
    } else if (!error) {
        socket.close(ignored);
    }
    if (m_gate->open < m_most)
        return accept();
    // The next waits in the kernel until one has gone.
    m_gate->freed = [this] { asio::post(m_relay.context, [this] { accept(); }); };
}

void Listener::acceptLater()
{
    m_timer.expires_after(std::chrono::milliseconds(100));
    m_timer.async_wait([this](const asio::error_code &error) {
        if (!error)
            accept();
    });
}

} // namespace telltale::relaying
