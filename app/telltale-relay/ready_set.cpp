// SPDX-License-Identifier: GPL-3.0-or-later
#include "ready_set.h"

#include <array>
#include <cerrno>
#include <sys/epoll.h>

namespace telltale::relaying {

namespace {

constexpr std::size_t eventsAtOnce = 256;

} // namespace

ReadySet::ReadySet(asio::io_context &context)
    : m_set(context, ::epoll_create1(EPOLL_CLOEXEC))
{
    awaitReadiness();
}

bool ReadySet::add(const std::shared_ptr<Watcher> &watcher, int one, int other)
{
    for (const int socket : {one, other}) {
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
        event.data.fd = socket;
        if (::epoll_ctl(m_set.native_handle(), EPOLL_CTL_ADD, socket, &event) != 0) {
            remove(watcher.get(), one, other);
            return false;
        }
        m_watchers[socket] = watcher;
    }
    return true;
}

void ReadySet::remove(const Watcher *watcher, int one, int other)
{
    for (const int socket : {one, other}) {
        const auto found = m_watchers.find(socket);
        if (found == m_watchers.end() || found->second.get() != watcher)
            continue;
        ::epoll_ctl(m_set.native_handle(), EPOLL_CTL_DEL, socket, nullptr);
        m_watchers.erase(found);
    }
}

void ReadySet::awaitReadiness()
{
    m_set.async_wait(asio::posix::stream_descriptor::wait_read, [this](const asio::error_code &error) {
        if (error)
            return;
        serve();
        awaitReadiness();
    });
}

void ReadySet::serve()
{
    std::array<epoll_event, eventsAtOnce> events{};
    const int count = ::epoll_wait(m_set.native_handle(), events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i) {
        const auto &event = events[static_cast<std::size_t>(i)];
        // Looked up by number: an earlier event of the same round may have ended this connection. Where its
        // number was given to a new one meanwhile, that one looks once in vain.
        const auto found = m_watchers.find(event.data.fd);
        if (found == m_watchers.end())
            continue;
        const std::shared_ptr<Watcher> watcher = found->second; // may remove itself
        const bool ended = (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
        watcher->ready(event.data.fd, {ended || (event.events & EPOLLIN) != 0, ended, (event.events & EPOLLOUT) != 0});
    }
}

} // namespace telltale::relaying
