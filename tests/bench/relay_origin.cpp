// SPDX-License-Identifier: GPL-3.0-or-later
// The server behind the relays in relay_bench.py: answers every request with two octets, over HTTP/1.1 or 2,
// at so little cost that it is not what is measured.
//   relay_origin PORT CERTIFICATE.pem KEY.pem
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <nghttp2/nghttp2.h>
#include <openssl/ssl.h>
#include <string>
#include <string_view>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

template <auto function>
struct FreeWith {
    template <typename T>
    void operator()(T *what) const
    {
        function(what);
    }
};
using Tls = std::unique_ptr<SSL, FreeWith<SSL_free>>;
using TlsContext = std::unique_ptr<SSL_CTX, FreeWith<SSL_CTX_free>>;
using Http2 = std::unique_ptr<nghttp2_session, FreeWith<nghttp2_session_del>>;

std::array<char, 64U << 10> scratch{};

/// Requests are counted by their length alone; a chunked one is not understood.
class PlainHttp {
public:
    /// False when the peer makes no sense.
    bool take(std::string_view bytes, std::string &answer)
    {
        while (!bytes.empty()) {
            if (m_body > 0) {
                const std::size_t part = std::min(m_body, bytes.size());
                m_body -= part;
                bytes.remove_prefix(part);
                if (m_body == 0)
                    answer += reply;
                continue;
            }
            m_head += bytes;
            const auto end = m_head.find("\r\n\r\n");
            if (end == std::string::npos)
                return m_head.size() < 16384;
            bytes.remove_prefix(bytes.size() - (m_head.size() - end - 4));
            m_head.resize(end + 2);
            m_body = lengthOf(m_head);
            m_head.clear();
            if (m_body == 0)
                answer += reply;
        }
        return true;
    }

private:
    static constexpr std::string_view reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    static std::size_t lengthOf(const std::string &head)
    {
        constexpr std::string_view name = "content-length:";
        for (auto at = head.find("\r\n"); at != std::string::npos && at + 2 < head.size();
             at = head.find("\r\n", at + 2))
            if (strncasecmp(head.data() + at + 2, name.data(), name.size()) == 0)
                return std::strtoul(head.data() + at + 2 + name.size(), nullptr, 10);
        return 0;
    }

    std::string m_head;
    std::size_t m_body = 0;
};

ssize_t readReply(nghttp2_session *, std::int32_t, std::uint8_t *buffer, std::size_t, std::uint32_t *flags,
    nghttp2_data_source *, void *)
{
    buffer[0] = 'o';
    buffer[1] = 'k';
    *flags |= NGHTTP2_DATA_FLAG_EOF;
    return 2;
}

int answerFrame(nghttp2_session *session, const nghttp2_frame *frame, void *)
{
    const bool request = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
    if (!request || (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0)
        return 0;
    static std::uint8_t name[] = ":status", value[] = "200";
    const nghttp2_nv status{name, value, sizeof name - 1, sizeof value - 1, NGHTTP2_NV_FLAG_NONE};
    nghttp2_data_provider body{};
    body.read_callback = readReply;
    return nghttp2_submit_response(session, frame->hd.stream_id, &status, 1, &body);
}

Http2 beginHttp2()
{
    nghttp2_session_callbacks *callbacks = nullptr;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, answerFrame);
    nghttp2_session *session = nullptr;
    nghttp2_session_server_new(&session, callbacks, nullptr);
    nghttp2_session_callbacks_del(callbacks);
    const nghttp2_settings_entry many{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 256};
    nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, &many, 1);
    return Http2(session);
}

class Connection {
public:
    Connection(int socket, SSL_CTX *context)
        : m_socket(socket)
        , m_tls(SSL_new(context))
    {
        SSL_set_fd(m_tls.get(), socket);
        SSL_set_accept_state(m_tls.get());
    }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    ~Connection() { ::close(m_socket); }

    /// Everything that can be done now; false when it is over.
    bool serve()
    {
        for (;;) {
            const int got = SSL_read(m_tls.get(), scratch.data(), static_cast<int>(scratch.size()));
            if (got <= 0) {
                const int error = SSL_get_error(m_tls.get(), got);
                return (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) && send();
            }
            if (!take({scratch.data(), static_cast<std::size_t>(got)}) || !send())
                return false;
        }
    }

private:
    bool take(std::string_view bytes)
    {
        if (!m_decided) {
            const unsigned char *chosen = nullptr;
            unsigned size = 0;
            SSL_get0_alpn_selected(m_tls.get(), &chosen, &size);
            m_decided = true;
            if (size == 2)
                m_http2 = beginHttp2();
        }
        if (!m_http2)
            return m_http1.take(bytes, m_waiting);
        const auto *octets = reinterpret_cast<const std::uint8_t *>(bytes.data());
        if (nghttp2_session_mem_recv(m_http2.get(), octets, bytes.size()) < 0)
            return false;
        const std::uint8_t *out = nullptr;
        for (auto size = nghttp2_session_mem_send(m_http2.get(), &out); size > 0;
             size = nghttp2_session_mem_send(m_http2.get(), &out))
            m_waiting.append(reinterpret_cast<const char *>(out), static_cast<std::size_t>(size));
        return nghttp2_session_want_read(m_http2.get()) != 0;
    }

    bool send()
    {
        while (!m_waiting.empty()) {
            const int sent = SSL_write(m_tls.get(), m_waiting.data(), static_cast<int>(m_waiting.size()));
            if (sent <= 0)
                return SSL_get_error(m_tls.get(), sent) == SSL_ERROR_WANT_WRITE;
            m_waiting.erase(0, static_cast<std::size_t>(sent));
        }
        return true;
    }

    int m_socket;
    Tls m_tls;
    Http2 m_http2;
    PlainHttp m_http1;
    std::string m_waiting;
    bool m_decided = false;
};

int chooseProtocol(
    SSL *, const unsigned char **out, unsigned char *outSize, const unsigned char *in, unsigned inSize, void *)
{
    static constexpr unsigned char known[] = "\x02h2\x08http/1.1";
    unsigned char *chosen = nullptr;
    const int found = SSL_select_next_proto(&chosen, outSize, known, sizeof known - 1, in, inSize);
    *out = chosen;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

TlsContext beginTls(const char *certificate, const char *key)
{
    TlsContext context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX *raw = context.get();
    if (SSL_CTX_use_certificate_chain_file(raw, certificate) != 1
        || SSL_CTX_use_PrivateKey_file(raw, key, SSL_FILETYPE_PEM) != 1)
        return nullptr;
    SSL_CTX_set_alpn_select_cb(raw, chooseProtocol, nullptr);
    SSL_CTX_set_read_ahead(raw, 1);
    SSL_CTX_set_mode(
        raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_num_tickets(raw, 1);
    return context;
}

int listenAt(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool listening = ::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && ::listen(socket, 4096) == 0;
    return listening ? socket : -1;
}

void acceptAll(int set, int listener, SSL_CTX *context)
{
    const int on = 1;
    for (int socket = -1; (socket = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
        event.data.ptr = new Connection(socket, context); // owned by the set, see below
        ::epoll_ctl(set, EPOLL_CTL_ADD, socket, &event);
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN); // a relay that turns away in the middle of a handshake
    if (argc != 4) {
        std::fputs("Usage: relay_origin PORT CERTIFICATE.pem KEY.pem\n", stderr);
        return 1;
    }
    const TlsContext context = beginTls(argv[2], argv[3]);
    const int listener = listenAt(static_cast<std::uint16_t>(std::atoi(argv[1])));
    if (!context || listener < 0) {
        std::perror("relay_origin");
        return 2;
    }
    const int set = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event own{};
    own.events = EPOLLIN;
    ::epoll_ctl(set, EPOLL_CTL_ADD, listener, &own);
    for (std::array<epoll_event, 256> events{};;) {
        const int count = ::epoll_wait(set, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            auto *connection = static_cast<Connection *>(events[static_cast<std::size_t>(i)].data.ptr);
            if (connection == nullptr)
                acceptAll(set, listener, context.get());
            else if (!connection->serve())
                delete connection;
        }
    }
}
