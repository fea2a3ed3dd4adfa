// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/adb_stream.h"

#include "engine/adb_server.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>

namespace telltale::engine {

namespace {
constexpr int readsAtOnce = 16; // others have a turn too

bool isForLater(int error)
{
    return error == EAGAIN || error == EINTR || error == EINPROGRESS || error == ENOTCONN;
}
} // namespace

base::Status AdbStream::open(const AdbServer &server)
{
    auto descriptor = connectTo(server);
    if (!descriptor)
        return descriptor.error();
    m_descriptor = std::move(descriptor.value());
    m_out = m_conversation.takeOutput();
    return base::Done{};
}

short AdbStream::events() const
{
    return m_out.empty() ? POLLIN : POLLIN | POLLOUT;
}

bool AdbStream::over() const
{
    using State = attribution::adb::Conversation::State;
    return m_refused || m_conversation.state() == State::done || m_conversation.state() == State::failed;
}

void AdbStream::move()
{
    if (!m_out.empty()) {
        const ssize_t sent = ::send(m_descriptor.get(), m_out.data(), m_out.size(), MSG_NOSIGNAL);
        if (sent > 0)
            m_out.erase(0, static_cast<std::size_t>(sent));
        else if (sent < 0
            && (errno == ECONNREFUSED || errno == ENETUNREACH || errno == EHOSTUNREACH || errno == ETIMEDOUT))
            m_refused = true;
    }
    std::array<std::uint8_t, 16384> chunk;
    for (int i = 0; i < readsAtOnce && !over(); ++i) {
        const ssize_t count = ::recv(m_descriptor.get(), chunk.data(), chunk.size(), 0);
        if (count < 0 && isForLater(errno))
            break;
        if (count <= 0)
            m_conversation.end();
        else
            m_conversation.feed({chunk.data(), static_cast<std::size_t>(count)});
        m_out += m_conversation.takeOutput();
    }
}

} // namespace telltale::engine
