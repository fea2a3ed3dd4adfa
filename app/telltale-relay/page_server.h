// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intercept/certificate_page.h"
#include "relay.h"

#include <asio/ip/tcp.hpp>
#include <memory>

namespace telltale::relaying {

/// Gives stations the certificate over plain HTTP, one request a connection.
class PageServer {
public:
    explicit PageServer(Relay &relay);

    void serve(asio::ip::tcp::socket socket, const SocketAddress &peer, std::unique_ptr<Counted> counted);

private:
    Relay &m_relay;
    intercept::CertificatePage m_page;
};

} // namespace telltale::relaying
