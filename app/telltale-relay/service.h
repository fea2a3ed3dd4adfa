// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "listener.h"
#include "page_server.h"
#include "relay.h"

#include <memory>
#include <vector>

namespace telltale::relaying {

/// The listeners of a relay and what they hand their connections to.
class Service {
public:
    /// @p descriptors the process may have open; each connection needs two.
    Service(Relay &relay, std::size_t descriptors);

    base::Status listen();
    /// Reports the authority and the addresses, then serves until the context is stopped.
    void run();

private:
    void take(asio::ip::tcp::socket socket, const SocketAddress &peer, std::unique_ptr<Counted> counted);

    Relay &m_relay;
    std::size_t m_most;
    PageServer m_page;
    std::vector<std::unique_ptr<Listener>> m_listeners;
    std::size_t m_pages = 0; ///< the first of them are for the page
};

} // namespace telltale::relaying
