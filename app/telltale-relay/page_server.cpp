// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_server.h"

#include "intercept/certificate_parts.h"
#include "original_destination.h"

#include <array>
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

namespace telltale::relaying {

using asio::ip::tcp;
using intercept::RelayLimits;

namespace {

intercept::PageContent contentOf(const intercept::CertificateAuthority &authority)
{
    X509 *certificate = authority.certificate();
    return {intercept::commonNameOf(certificate), intercept::fingerprintOf(certificate),
        base::formatRfc3339(intercept::endOf(certificate)).substr(0, 10), intercept::pemOf(certificate),
        intercept::derOf(certificate)};
}

struct Visit {
    tcp::socket socket;
    SocketAddress peer;
    std::unique_ptr<Counted> counted;
    asio::steady_timer deadline;
};

asio::awaitable<void> answer(std::shared_ptr<Visit> visit, Relay &relay, const intercept::CertificatePage &page)
{
    visit->deadline.expires_after(RelayLimits::pageWait);
    visit->deadline.async_wait([weak = std::weak_ptr(visit)](const asio::error_code &error) {
        asio::error_code ignored;
        if (const auto late = weak.lock(); late && !error)
            late->socket.close(ignored);
    });
    std::string head;
    asio::error_code error;
    std::array<char, 1024> part{};
    std::optional<intercept::PageAnswer> reply;
    while (!reply) {
        const auto got = co_await visit->socket.async_read_some(
            asio::buffer(part), asio::redirect_error(asio::use_awaitable, error));
        if (error)
            co_return;
        head.append(part.data(), got);
        reply = page.answer(head);
    }
    co_await asio::async_write(
        visit->socket, asio::buffer(reply->bytes), asio::redirect_error(asio::use_awaitable, error));
    if (!error && reply->gaveCertificate)
        relay.report(
            {intercept::RelayEventKind::certificateFetched, now(), asEndpoint(visit->peer), {}, {}, {}, {}, {}});
    visit->socket.shutdown(tcp::socket::shutdown_send, error);
    // Until the phone has closed too: a reset could overtake the answer.
    while (!error)
        co_await visit->socket.async_read_some(asio::buffer(part), asio::redirect_error(asio::use_awaitable, error));
    visit->deadline.cancel();
}

} // namespace

PageServer::PageServer(Relay &relay)
    : m_relay(relay)
    , m_page(contentOf(relay.authority))
{
}

void PageServer::serve(tcp::socket socket, const SocketAddress &peer, std::unique_ptr<Counted> counted)
{
    auto visit = std::make_shared<Visit>(
        Visit{std::move(socket), peer, std::move(counted), asio::steady_timer(m_relay.context)});
    asio::co_spawn(m_relay.context, answer(std::move(visit), m_relay, m_page), [](std::exception_ptr) {});
}

} // namespace telltale::relaying
