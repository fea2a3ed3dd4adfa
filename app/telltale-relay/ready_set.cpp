// SPDX-License-Identifier: GPL-3.0-or-later
#include "ready_set.h"

#include <cstdint>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace telltale::relaying {

ReadySet::ReadySet()
    : m_set(::epoll_create1(EPOLL_CLOEXEC))
    , m_bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLET;
    event.data.fd = m_bell;
    if (made() && ::epoll_ctl(m_set, EPOLL_CTL_ADD, m_bell, &event) != 0)
        ::close(std::exchange(m_bell, -1));
}

ReadySet::~ReadySet()
{
    for (const int descriptor : {m_set, m_bell})
        if (descriptor >= 0)
            ::close(descriptor);
}

bool ReadySet::add(const std::shared_ptr<Watcher> &watcher, int one, int other)
{
    for (const int socket : {one, other}) {
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
        event.data.fd = socket;
        if (::epoll_ctl(m_set, EPOLL_CTL_ADD, socket, &event) != 0) {
            remove(watcher.get(), one, other);
            return false;
        }
        const auto place = static_cast<std::size_t>(socket);
        if (m_watchers.size() <= place)
            m_watchers.resize(place + 1);
        m_watchers[place] = watcher;
    }
    return true;
}

void ReadySet::remove(const Watcher *watcher, int one, int other)
{
    for (const int socket : {one, other}) {
        if (watcherOf(socket) != watcher)
            continue;
        ::epoll_ctl(m_set, EPOLL_CTL_DEL, socket, nullptr);
        m_removed.push_back(std::move(m_watchers[static_cast<std::size_t>(socket)]));
    }
}

void ReadySet::clear()
{
    for (std::size_t i = 0; i < m_watchers.size(); ++i)
        if (const auto watcher = std::exchange(m_watchers[i], nullptr))
            ::epoll_ctl(m_set, EPOLL_CTL_DEL, static_cast<int>(i), nullptr);
    letRemovedGo();
}

void ReadySet::letRemovedGo()
{
    if (!m_removed.empty())
        std::exchange(m_removed, {}).clear(); // whoever goes may remove others
}

ReadySet::Watcher *ReadySet::watcherOf(int socket) const
{
    const auto place = static_cast<std::size_t>(socket);
    return place < m_watchers.size() ? m_watchers[place].get() : nullptr;
}

void ReadySet::serve(int milliseconds)
{
    letRemovedGo();
    const int count = ::epoll_wait(m_set, m_events.data(), static_cast<int>(m_events.size()), milliseconds);
    for (int i = 0; i < count; ++i) {
        const epoll_event event = m_events[static_cast<std::size_t>(i)];
        // Looked up by number: an earlier event of the same round may have ended this connection. Where its
        // number was given to a new one meanwhile, that one looks once in vain. The bell is nobody's.
        Watcher *const watcher = watcherOf(event.data.fd);
        if (watcher == nullptr)
            continue;
        const bool ended = (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
        watcher->ready(event.data.fd, {ended || (event.events & EPOLLIN) != 0, ended, (event.events & EPOLLOUT) != 0});
    }
}

void ReadySet::wake()
{
    // Edge-triggered: each ring is news, so that nobody need read the bell. It is full after 2^64 of them.
    const std::uint64_t once = 1;
    [[maybe_unused]] const auto written = ::write(m_bell, &once, sizeof once);
}

} // namespace telltale::relaying
