// SPDX-License-Identifier: GPL-3.0-or-later
#include "life.h"

#include <cerrno>
#include <csignal>
#include <sys/epoll.h>
#include <unistd.h>

namespace telltale::relaying {

namespace {

/// /dev/null and plain files cannot be waited for: they have ended already.
bool canBeWaitedFor(int descriptor)
{
    const int probe = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    const bool can = ::epoll_ctl(probe, EPOLL_CTL_ADD, descriptor, &event) == 0;
    ::close(probe);
    return can;
}

} // namespace

Life::Life(asio::io_context &context)
    : m_context(context)
    , m_signals(context, SIGINT, SIGTERM)
    , m_input(context)
{
    std::signal(SIGPIPE, SIG_IGN);
    m_signals.async_wait([this](const asio::error_code &error, int) {
        if (!error)
            m_context.stop();
    });
    if (!canBeWaitedFor(STDIN_FILENO)) {
        m_context.stop();
        return;
    }
    m_input.assign(STDIN_FILENO);
    awaitEnd();
}

Life::~Life()
{
    if (m_input.is_open())
        m_input.release();
}

void Life::awaitEnd()
{
    m_input.async_wait(asio::posix::stream_descriptor::wait_read, [this](const asio::error_code &error) {
        if (!error)
            readInput();
    });
}

void Life::readInput()
{
    std::array<char, 256> ignored{};
    const auto got = ::read(STDIN_FILENO, ignored.data(), ignored.size());
    if (got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN)))
        awaitEnd();
    else
        m_context.stop();
}

} // namespace telltale::relaying
