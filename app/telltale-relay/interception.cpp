// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a session that ends and re-opens TLS: first the server, then the phone.
#include "session.h"

#include "original_destination.h"

#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace telltale::relaying {

using intercept::PassReason;
using intercept::RelayEventKind;
using intercept::RelayLimits;

asio::awaitable<void> Session::intercept()
{
    const bool connected = co_await connect();
    if (!connected)
        co_return;
    auto tls = m_relay.serverTls.session(
        m_hello.host, asEndpoint(m_destination).ip.text(), intercept::readableProtocols(m_hello.alpn));
    if (!tls) {
        co_await passAnew("unusable_name");
        co_return;
    }
    m_server->beginTls(std::move(tls));
    const bool verified = co_await greetServer();
    if (verified)
        co_await greetPhone();
}

asio::awaitable<bool> Session::greetServer()
{
    startDeadline(RelayLimits::handshakeWait);
    int error = 0;
    const int step = co_await handshake(*m_server, error);
    if (step < 0) {
        co_await serverRefused(error);
        co_return false;
    }
    if (intercept::askedForCertificate(m_server->tls())) {
        m_relay.rejections.remember(stationAddress(), nameOfHost(), PassReason::clientCertificate);
        co_await passAnew("client_certificate");
        co_return false;
    }
    co_return true;
}

asio::awaitable<void> Session::serverRefused(int error)
{
    const long verified = SSL_get_verify_result(m_server->tls());
    if (verified != X509_V_OK) {
        if (m_hello.host.empty() && verified == X509_V_ERR_IP_ADDRESS_MISMATCH) {
            co_await passAnew("no_sni"); // the phone knows which name to look for, the relay does not
            co_return;
        }
        if (intercept::isUnknownAuthority(verified))
            m_relay.rejections.remember(stationAddress(), nameOfHost(), PassReason::privateAuthority);
        report(RelayEventKind::upstreamFailed, intercept::certificateFailure(verified));
        refusePhone(SSL_AD_HANDSHAKE_FAILURE);
        co_return;
    }
    if (m_expired) {
        report(RelayEventKind::upstreamFailed, "handshake_timeout");
        m_phone->reset();
        co_return;
    }
    // The server and OpenSSL found nothing in common, or it is no TLS server: the phone may do better.
    (void)error;
    ERR_clear_error();
    co_await passAnew("upstream_handshake");
}

asio::awaitable<void> Session::greetPhone()
{
    const unsigned char *chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(m_server->tls(), &chosen, &size);
    m_alpn = base::asText({chosen, size});
    X509 *leaf = m_relay.leaves->leafFor(nameOfHost(), now());
    auto tls = leaf == nullptr ? nullptr : m_relay.phoneTls->session(leaf, m_relay.leaves->key(), m_alpn);
    if (!tls) {
        co_await passAnew("no_certificate");
        co_return;
    }
    m_phone->putBack(m_head);
    m_phone->beginTls(std::move(tls));
    startDeadline(RelayLimits::handshakeWait);
    int error = 0;
    const int step = co_await handshake(*m_phone, error);
    if (step < 0) {
        co_await phoneRefused(error, ERR_peek_last_error());
        co_return;
    }
    m_tlsVersion = SSL_get_version(m_phone->tls());
    base::ByteBuffer().swap(m_head);
    // From here the session only waits for the phone's first word; the deadline says when silence counts
    // as acceptance.
    m_deadline.expires_after(RelayLimits::rejectionWindow);
    auto early = std::make_shared<bool>(true);
    m_deadline.async_wait([self = shared_from_this(), early](const asio::error_code &stopped) {
        if (stopped)
            return;
        *early = false;
        self->accepted();
    });
    // The session goes back to this thread whole, so that it ends here, too.
    handOver([self = shared_from_this(), early](Pump::First first) mutable {
        asio::io_context &context = self->m_relay.context;
        asio::post(context, [self = std::move(self), early = std::move(early), first] {
            self->m_deadline.cancel();
            if (*early)
                self->judge(first);
        });
    });
}

void Session::judge(Pump::First first)
{
    switch (first.outcome) {
    case Channel::Outcome::bytes:
    case Channel::Outcome::wait:
        accepted();
        return;
    case Channel::Outcome::closed:
    case Channel::Outcome::cut:
        rejected("closed", false);
        return;
    case Channel::Outcome::failed:
        break;
    }
    const auto refusal = intercept::refusalOf(first.opensslError);
    if (refusal.alert && refusal.wantsEch)
        m_relay.rejections.refusedForEch(stationAddress(), nameOfHost());
    if (refusal.alert && refusal.wantsEch)
        report(RelayEventKind::clientRejectedCertificate, refusal.reason);
    else
        rejected(refusal.alert ? refusal.reason : "reset", refusal.alert);
}

void Session::accepted()
{
    m_relay.rejections.took(stationAddress(), nameOfHost());
    report(RelayEventKind::accepted, {});
}

void Session::rejected(const std::string &reason, bool certain)
{
    if (!certain && m_relay.rejections.hasTaken(stationAddress(), nameOfHost()))
        return; // opened ahead of use, and not needed
    std::optional<base::Timestamp> until;
    if (!certain)
        until = base::Timestamp{now().nanoseconds + std::chrono::nanoseconds(RelayLimits::weakRejection).count()};
    m_relay.rejections.remember(stationAddress(), nameOfHost(), PassReason::pinned, until);
    report(RelayEventKind::clientRejectedCertificate, reason);
}

asio::awaitable<void> Session::phoneRefused(int error, unsigned long opensslError)
{
    if (m_expired || error == SSL_ERROR_NONE)
        co_return; // gone without a word
    const auto refusal = intercept::refusalOf(opensslError);
    if (error == SSL_ERROR_SSL && !refusal.alert) {
        m_relay.rejections.remember(stationAddress(), nameOfHost(), PassReason::unsupported);
        if (!m_answered) {
            m_phone->forgetTls();
            co_await passAnew("unsupported");
            co_return;
        }
        report(RelayEventKind::clientRejectedCertificate, refusal.reason);
        co_return;
    }
    if (error == SSL_ERROR_SSL && refusal.wantsEch) {
        m_relay.rejections.refusedForEch(stationAddress(), nameOfHost());
        report(RelayEventKind::clientRejectedCertificate, refusal.reason);
        co_return;
    }
    if (error == SSL_ERROR_SSL)
        rejected(refusal.reason, true);
    else if (m_answered)
        rejected(m_phone->socketError() != 0 ? "reset" : "closed", false);
}

} // namespace telltale::relaying
