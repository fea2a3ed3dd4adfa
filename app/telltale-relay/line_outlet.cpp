// SPDX-License-Identifier: GPL-3.0-or-later
#include "line_outlet.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <poll.h>
#include <unistd.h>

namespace telltale::relaying {

LineOutlet::LineOutlet(asio::io_context &context, int descriptor, std::size_t most, std::function<void()> lost)
    : m_timer(context)
    , m_descriptor(descriptor)
    , m_most(most)
    , m_lost(std::move(lost))
{
}

void LineOutlet::write(std::string_view line)
{
    if (tryToWrite(line))
        return;
    ++m_dropped;
    if (m_lost)
        m_lost();
}

bool LineOutlet::tryToWrite(std::string_view line)
{
    if (m_descriptor < 0 || !m_open)
        return true; // nobody is there to miss it
    if (m_waiting.size() - m_at + line.size() + 1 > m_most)
        return false;
    m_waiting += line;
    if (!line.ends_with('\n'))
        m_waiting += '\n';
    drain();
    return true;
}

void LineOutlet::drain()
{
    while (!empty()) {
        pollfd ready{m_descriptor, POLLOUT, 0};
        if (::poll(&ready, 1, 0) <= 0 || (ready.revents & POLLOUT) == 0) {
            if ((ready.revents & (POLLERR | POLLNVAL)) != 0)
                m_open = false;
            break;
        }
        // A pipe that poll calls writable takes PIPE_BUF octets without blocking (pipe(7)).
        const std::size_t size = std::min<std::size_t>(m_waiting.size() - m_at, PIPE_BUF);
        const auto written = ::write(m_descriptor, m_waiting.data() + m_at, size);
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            m_open = false;
        if (written <= 0)
            break;
        m_at += static_cast<std::size_t>(written);
    }
    if (empty() || !m_open) {
        m_waiting.clear();
        m_at = 0;
    } else {
        m_waiting.erase(0, m_at);
        m_at = 0;
        tryAgainSoon();
    }
}

void LineOutlet::tryAgainSoon()
{
    if (m_timing)
        return;
    m_timing = true;
    m_timer.expires_after(std::chrono::milliseconds(5));
    m_timer.async_wait([this](const asio::error_code &error) {
        m_timing = false;
        if (!error)
            drain();
    });
}

} // namespace telltale::relaying
