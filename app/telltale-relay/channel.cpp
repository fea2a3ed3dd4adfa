// SPDX-License-Identifier: GPL-3.0-or-later
#include "channel.h"

#include "channel_bio.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <openssl/err.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace telltale::relaying {

namespace {

/// SSL_get_error() looks at the queue, so it must be empty; mostly it is.
void clearErrors()
{
    if (ERR_peek_error() != 0)
        ERR_clear_error();
}

} // namespace

Channel::Channel(asio::ip::tcp::socket socket, BufferPool &pool)
    : m_socket(std::move(socket))
    , m_incoming(pool)
    , m_outgoing(pool)
{
}

void Channel::beginTls(intercept::TlsSession session)
{
    m_tls = std::move(session);
    BIO *bio = makeChannelBio(*this);
    if (bio == nullptr)
        throw std::bad_alloc();
    SSL_set_bio(m_tls.get(), bio, bio);
}

void Channel::forgetTls()
{
    m_tls.reset();
    m_incoming.drop(m_incoming.size());
    m_outgoing.drop(m_outgoing.size());
}

long Channel::takeFromWire(std::span<std::uint8_t> into)
{
    if (!m_incoming.empty()) {
        const auto size = std::min(into.size(), m_incoming.size());
        std::memcpy(into.data(), m_incoming.view().data(), size);
        m_incoming.drop(size);
        return static_cast<long>(size);
    }
    if (m_sawEnd)
        return 0;
    if (m_drained)
        return -1;
    ssize_t got = 0;
    do
        got = ::recv(handle(), into.data(), into.size(), MSG_DONTWAIT);
    while (got < 0 && errno == EINTR);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        m_drained = true;
        return -1;
    }
    if (got <= 0) {
        m_sawEnd = true;
        m_socketError = got < 0 ? errno : 0;
        return 0;
    }
    m_drained = static_cast<std::size_t>(got) < into.size() && !m_endComing;
    return static_cast<long>(got);
}

int Channel::handshake(int &error)
{
    clearErrors();
    const int result = SSL_do_handshake(m_tls.get());
    error = result == 1 ? SSL_ERROR_NONE : SSL_get_error(m_tls.get(), result);
    if (result == 1)
        return 1;
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

void Channel::keepBuffers()
{
    if (m_warmChannels == nullptr || m_warmPlace)
        return;
    m_warmPlace = m_warmChannels->add(*this);
    SSL_clear_mode(m_tls.get(), SSL_MODE_RELEASE_BUFFERS);
}

void Channel::cool()
{
    if (!m_warmPlace)
        return;
    m_warmChannels->remove(*std::exchange(m_warmPlace, std::nullopt));
    SSL_set_mode(m_tls.get(), SSL_MODE_RELEASE_BUFFERS);
    freeIdleBuffers();
}

void Channel::freeIdleBuffers()
{
    // A message after the handshake (a ticket) makes OpenSSL allocate them without the release that
    // SSL_MODE_RELEASE_BUFFERS promises. A header whose record is still to come lies in one of them too, and
    // counts for nothing but the state: only while the next thing to read is a header may they go.
    if (!holdsBytes() && std::strcmp(SSL_rstate_string(m_tls.get()), "RH") == 0)
        SSL_free_buffers(m_tls.get());
}

Channel::Read Channel::readTls(std::span<std::uint8_t> into)
{
    // Several records at once: they leave as one, which costs less. What ends them is told by the next call.
    std::size_t size = 0;
    int got = 0;
    do {
        clearErrors();
        got = SSL_read(m_tls.get(), into.data() + size, static_cast<int>(into.size() - size));
        size += got > 0 ? static_cast<std::size_t>(got) : 0;
    } while (got > 0 && size < into.size() && holdsBytes());
    if (size > 0) {
        keepBuffers();
        return {Outcome::bytes, size};
    }
    if (!m_warmPlace)
        freeIdleBuffers();
    switch (SSL_get_error(m_tls.get(), got)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return {Outcome::wait, 0};
    case SSL_ERROR_ZERO_RETURN:
        if (m_socketError != 0)
            return {Outcome::failed, 0};
        return {m_sawEnd ? Outcome::cut : Outcome::closed, 0};
    default:
        return {Outcome::failed, 0};
    }
}

Channel::Read Channel::read(std::span<std::uint8_t> into)
{
    if (m_tls)
        return readTls(into);
    const long got = takeFromWire(into);
    if (got > 0)
        return {Outcome::bytes, static_cast<std::size_t>(got)};
    if (got < 0)
        return {Outcome::wait, 0};
    return {m_socketError != 0 ? Outcome::failed : Outcome::closed, 0};
}

bool Channel::write(base::ByteView bytes)
{
    if (!m_tls) {
        m_outgoing.append(bytes);
        return true;
    }
    while (!bytes.empty()) {
        clearErrors();
        const int written = SSL_write(m_tls.get(), bytes.data(), static_cast<int>(bytes.size()));
        if (written <= 0)
            return false; // the wire always takes it, so this is never "wait"
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

bool Channel::flush()
{
    while (!m_outgoing.empty()) {
        const auto bytes = m_outgoing.view();
        const auto sent = ::send(handle(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0) {
            if (errno == EAGAIN || errno == EWOULDBLOCK)
                return true;
            m_socketError = errno;
            return false;
        }
        m_outgoing.drop(static_cast<std::size_t>(sent));
    }
    if (m_ending && !m_finSent) {
        m_finSent = true;
        ::shutdown(handle(), SHUT_WR);
    }
    return true;
}

void Channel::end(bool properly)
{
    if (m_ending)
        return;
    m_ending = true;
    if (m_tls && properly) {
        clearErrors();
        SSL_shutdown(m_tls.get());
    }
}

bool Channel::holdsBytes() const
{
    return !m_incoming.empty() || (m_tls && SSL_has_pending(m_tls.get()) == 1);
}

void Channel::reset()
{
    if (m_detached < 0 && !m_socket.is_open())
        return;
    const linger now{1, 0};
    ::setsockopt(handle(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

int Channel::detach(BufferPool &pool, WarmChannels &warm)
{
    m_warmChannels = &warm;
    m_incoming.usePool(pool);
    m_outgoing.usePool(pool);
    asio::error_code error;
    const int released = m_socket.release(error);
    return error ? -1 : released;
}

void Channel::close()
{
    asio::error_code ignored;
    if (m_detached >= 0)
        ::close(std::exchange(m_detached, -1));
    else
        m_socket.close(ignored);
}

} // namespace telltale::relaying
