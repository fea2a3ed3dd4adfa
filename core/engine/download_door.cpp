// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/download_door.h"

#include "engine/socket_address.h"

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <utility>

namespace telltale::engine {

namespace {

constexpr std::size_t readAtOnce = 65'536;
constexpr int mostRedirections = 4;
constexpr std::chrono::milliseconds untilDialledAgain{1000};
constexpr std::chrono::milliseconds firstPatience{3000};

} // namespace

DownloadDoor::DownloadDoor(const net::Endpoint &server, const base::Limits &limits)
    : m_server(server)
    , m_limits(limits)
    , m_buffer(readAtOnce)
{
}

base::Error DownloadDoor::noAnswer(int error) const
{
    return {base::ErrorKind::privilege,
        "Nobody answers at " + m_server.text() + (error != 0 ? std::string(": ") + std::strerror(error) : "") + ".",
        "Start the capture in PCAPdroid with its HTTP server, and take the address it shows."};
}

base::Result<std::unique_ptr<PhoneDoor>> DownloadDoor::open(const net::Endpoint &server, const base::Limits &limits)
{
    std::unique_ptr<DownloadDoor> door(new DownloadDoor(server, limits));
    const auto end = std::chrono::steady_clock::now() + firstPatience;
    door->dial();
    while (door->m_socket.valid() && !door->m_connected) {
        if (isReady(door->m_socket.get(), POLLOUT, patience))
            (void)door->send();
        else if (std::chrono::steady_clock::now() > end)
            return door->noAnswer(ETIMEDOUT);
    }
    if (!door->m_connected)
        return door->noAnswer(door->m_error);
    return std::unique_ptr<PhoneDoor>(std::move(door));
}

std::unique_ptr<PhoneDoor> DownloadDoor::await(const net::Endpoint &server, const base::Limits &limits)
{
    std::unique_ptr<DownloadDoor> door(new DownloadDoor(server, limits));
    door->dial();
    return door;
}

void DownloadDoor::dial()
{
    SocketAddress address(m_server);
    m_connected = m_begun = false;
    m_socket = capture::UniqueDescriptor(::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!m_socket.valid()
        || (::connect(m_socket.get(), address.raw(), *address.length()) != 0 && errno != EINPROGRESS)) {
        m_error = errno;
        hangUp();
        return;
    }
    m_download = std::make_unique<CaptureDownload>(m_server.text(), m_limits);
    m_unsent = CaptureDownload::request(m_server.text(), m_path);
}

void DownloadDoor::hangUp()
{
    m_socket.reset();
    m_again = std::chrono::steady_clock::now() + untilDialledAgain;
}

void DownloadDoor::abandon()
{
    hangUp();
    m_path = "/";
}

bool DownloadDoor::send()
{
    const ssize_t sent = ::send(m_socket.get(), m_unsent.data(), m_unsent.size(), MSG_NOSIGNAL);
    if (sent > 0) {
        m_connected = true;
        m_unsent.erase(0, static_cast<std::size_t>(sent));
        return true;
    }
    if (errno != EAGAIN && errno != EINTR && errno != ENOTCONN) {
        m_error = errno;
        hangUp();
    }
    return false;
}

/// What the answer so far means for the connection.
void DownloadDoor::follow(ArrivedCaptures &captures)
{
    using State = CaptureDownload::State;
    const State state = m_download->state();
    if (state == State::waiting || state == State::capture)
        return;
    if (state == State::redirected && ++m_redirections <= mostRedirections) {
        m_path = m_download->path();
        dial();
        return;
    }
    if (state != State::ended) {
        const std::string problem =
            state == State::refused ? m_download->problem() : m_server.text() + " leads in a circle.";
        if (m_served)
            captures.tell(base::Anomaly{"capture.stream_cut", problem});
        else
            m_failure = base::Error{
                base::ErrorKind::input, problem, "Give the address that PCAPdroid shows where its HTTP server is on."};
    }
    captures.end();
    abandon();
}

bool DownloadDoor::read(ArrivedCaptures &captures)
{
    const ssize_t count = ::recv(m_socket.get(), m_buffer.data(), m_buffer.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    if (count > 0) {
        const auto octets = m_download->take(base::ByteView(m_buffer).first(static_cast<std::size_t>(count)));
        if (!octets.empty() && !std::exchange(m_begun, true)) {
            hear(m_server.ip, captures);
            captures.begin();
            m_served = true;
        }
        captures.append(octets);
    } else {
        m_download->end(); // a phone that is gone resets the connection
    }
    follow(captures);
    return true;
}

bool DownloadDoor::receive(ArrivedCaptures &captures)
{
    if (!m_socket.valid()) {
        (void)isReady(-1, 0, patience);
        if (m_failure || std::chrono::steady_clock::now() < m_again)
            return false;
        m_redirections = 0;
        dial();
        return false;
    }
    if (!isReady(m_socket.get(), m_unsent.empty() ? POLLIN : POLLOUT, patience))
        return false;
    return m_unsent.empty() ? read(captures) : send();
}

} // namespace telltale::engine
