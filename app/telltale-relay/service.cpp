// SPDX-License-Identifier: GPL-3.0-or-later
#include "service.h"

#include "intercept/certificate_parts.h"
#include "original_destination.h"
#include "session.h"

#include <algorithm>

namespace telltale::relaying {

using asio::ip::tcp;
using intercept::CertificateAuthority;
using intercept::RelayEventKind;
using intercept::RelayLimits;

namespace {

/// Listeners, epoll, standard streams, the page's visitors.
constexpr std::size_t otherDescriptors = 32 + RelayLimits::pageConnections;

const char *nameOf(CertificateAuthority::Origin origin)
{
    switch (origin) {
    case CertificateAuthority::Origin::made:
        return "made";
    case CertificateAuthority::Origin::renewed:
        return "renewed";
    case CertificateAuthority::Origin::loaded:
        break;
    }
    return "loaded";
}

} // namespace

Service::Service(Relay &relay, std::size_t descriptors)
    : m_relay(relay)
    , m_most(std::min(
          RelayLimits::connections, descriptors > otherDescriptors + 2 ? (descriptors - otherDescriptors) / 2 : 1))
    , m_page(relay)
{
}

base::Status Service::listen()
{
    if (m_relay.options.page) {
        auto listener = Listener::open(m_relay, *m_relay.options.page, RelayLimits::pageConnections,
            [this](tcp::socket socket, const SocketAddress &peer, std::unique_ptr<Counted> counted) {
                m_page.serve(std::move(socket), peer, std::move(counted));
            });
        if (!listener)
            return listener.error();
        m_listeners.push_back(std::move(listener.value()));
        m_pages = 1;
    }
    const std::size_t share =
        std::max<std::size_t>(m_most / std::max<std::size_t>(m_relay.options.listen.size(), 1), 1);
    for (const SocketAddress &address : m_relay.options.listen) {
        auto listener = Listener::open(m_relay, address, share,
            [this](tcp::socket socket, const SocketAddress &peer, std::unique_ptr<Counted> counted) {
                take(std::move(socket), peer, std::move(counted));
            });
        if (!listener)
            return listener.error();
        m_listeners.push_back(std::move(listener.value()));
    }
    return base::Done{};
}

void Service::take(tcp::socket socket, const SocketAddress &peer, std::unique_ptr<Counted> counted)
{
    const auto destination = m_relay.options.upstream ? m_relay.options.upstream : originalDestination(socket);
    asio::error_code error;
    const SocketAddress local = socket.local_endpoint(error);
    // Whoever comes to the relay itself, unredirected, would be led back here without end.
    if (error || !destination || *destination == local || m_relay.isOwn(*destination))
        return;
    std::make_shared<Session>(m_relay, std::move(socket), peer, *destination, std::move(counted))->start();
}

void Service::run()
{
    for (std::size_t i = 0; i < m_listeners.size(); ++i) {
        const char *what = i < m_pages ? "page" : "relay";
        m_relay.report({RelayEventKind::listening, now(), {}, asEndpoint(m_listeners[i]->address()), {}, what, {}, {}});
        m_listeners[i]->start();
    }
    m_relay.report({RelayEventKind::certificateAuthority, now(), {}, {},
        intercept::commonNameOf(m_relay.authority.certificate()), nameOf(m_relay.authority.origin()), {}, {}});
    m_relay.context.run();
    m_relay.tellLosses();
}

} // namespace telltale::relaying
