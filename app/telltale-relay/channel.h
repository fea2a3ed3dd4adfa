// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "intercept/openssl_handle.h"
#include "octet_queue.h"
#include "warm_channels.h"

#include <asio/ip/tcp.hpp>
#include <span>

namespace telltale::relaying {

/// One side of a connection: a socket that does not block, with or without TLS on it. What is written is
/// kept until flush() sends it, so that several records leave with one system call; the caller looks at
/// waiting() and does not read the other side while it is much. A read that took less than it could have
/// is remembered: the next asks the kernel only after readable() was called.
class Channel {
public:
    enum class Outcome {
        bytes, ///< some were read
        wait, ///< nothing now
        closed, ///< the peer has ended its direction, properly (close_notify, or FIN without TLS)
        cut, ///< a FIN without close_notify
        failed, ///< reset, or a TLS error
    };
    struct Read {
        Outcome outcome = Outcome::wait;
        std::size_t size = 0;
    };

    Channel(asio::ip::tcp::socket socket, BufferPool &pool);
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;
    ~Channel()
    {
        cool();
        close();
    }

    asio::ip::tcp::socket &socket() { return m_socket; }
    /// Gives the socket away, so that another thread can have the channel, with a @p pool and @p warm channels
    /// of its own, and attach() it there. -1: there was none.
    [[nodiscard]] int detach(BufferPool &pool, WarmChannels &warm);
    void attach(int socket) { m_detached = socket; }
    /// Gives OpenSSL's buffers back, now and after each record to come, until it reads again.
    void cool();
    [[nodiscard]] int handle() { return m_detached >= 0 ? m_detached : m_socket.native_handle(); }
    void close();
    [[nodiscard]] SSL *tls() const { return m_tls.get(); }

    /// From here on bytes are TLS records; those that were put back come first.
    void beginTls(intercept::TlsSession session);
    /// Back to plain bytes, as if nothing had been read or written; only while nothing was sent.
    void forgetTls();
    /// Bytes that were read already and are to be read again, in front of those in the socket.
    void putBack(base::ByteView bytes) { m_incoming.append(bytes); }

    /// One step of the handshake: 1 done, 0 wait for the socket, -1 failed (SSL_get_error in @p error).
    int handshake(int &error);
    Read read(std::span<std::uint8_t> into);
    /// False when TLS failed.
    bool write(base::ByteView bytes);
    /// Sends what waits as far as the socket takes it; false when the peer is gone.
    bool flush();
    [[nodiscard]] std::size_t waiting() const { return m_outgoing.size(); }
    /// Nothing more will be written: close_notify when @p properly, then FIN once all is sent.
    void end(bool properly);
    /// There may be bytes; @p ended: the peer's end is behind them, so that reading must go on to it.
    void readable(bool ended = false)
    {
        m_drained = false;
        m_endComing = m_endComing || ended;
    }
    /// Bytes that were read from the socket but not given out yet.
    [[nodiscard]] bool holdsBytes() const;
    /// Nothing can be read before readable() is called again.
    [[nodiscard]] bool exhausted() const { return m_drained && !holdsBytes(); }
    [[nodiscard]] bool sawEnd() const { return m_sawEnd; }
    /// The last error of the socket; 0 when there was none.
    [[nodiscard]] int socketError() const { return m_socketError; }
    /// Resets the connection instead of ending it.
    void reset();

    /// For the BIO: bytes of the wire. -1: wait, 0: the end.
    long takeFromWire(std::span<std::uint8_t> into);
    void giveToWire(base::ByteView bytes) { m_outgoing.append(bytes); }

private:
    Read readTls(std::span<std::uint8_t> into);
    void keepBuffers();
    void freeIdleBuffers();

    asio::ip::tcp::socket m_socket;
    OctetQueue m_incoming; ///< put back
    OctetQueue m_outgoing;
    intercept::TlsSession m_tls;
    WarmChannels *m_warmChannels = nullptr;
    WarmChannels::Place m_warmPlace;
    int m_socketError = 0;
    int m_detached = -1;
    bool m_drained = false;
    bool m_endComing = false;
    bool m_sawEnd = false;
    bool m_ending = false;
    bool m_finSent = false;
};

} // namespace telltale::relaying
