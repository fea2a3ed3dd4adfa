// SPDX-License-Identifier: GPL-3.0-or-later
#include "lane.h"

#include <algorithm>
#include <future>
#include <pthread.h>
#include <sched.h>
#include <system_error>

namespace telltale::relaying {

using Clock = std::chrono::steady_clock;

namespace {

/// Leaves those it has just woken their turn instead of taking the processor back at the first answer
/// (sched(7)): where processors are few, it finds several things to do at once. Nothing is lost where refused.
void letOthersFinish()
{
    const sched_param none{};
    ::pthread_setschedparam(::pthread_self(), SCHED_BATCH, &none);
}

/// Each system call on a descriptor counts its users up and down in memory that the threads of a table share,
/// unless the table is one thread's alone. Where refused, the lane shares the table as before.
void keepOwnDescriptors()
{
    ::unshare(CLONE_FILES);
}

} // namespace

bool Lane::start()
{
    if (!m_readySet.made() || !m_passage.made())
        return false;
    std::promise<void> runs;
    auto running = runs.get_future();
    try {
        m_thread = std::thread([this, &runs] {
            // The first memory of a thread makes its arena, which asks the system more than later ones do.
            m_posted.reserve(64);
            letOthersFinish();
            keepOwnDescriptors();
            runs.set_value();
            run();
            letGo();
        });
    } catch (const std::system_error &) {
        return false;
    }
    running.wait();
    return true;
}

void Lane::stop()
{
    if (!m_thread.joinable())
        return;
    m_stopping = true;
    m_readySet.wake();
    m_thread.join();
}

void Lane::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(task));
    }
    if (!m_anyPosted.exchange(true))
        m_readySet.wake();
}

Lane::Alarms::iterator Lane::remindAfter(std::chrono::seconds wait, Task task)
{
    return m_alarms.emplace(Clock::now() + wait, std::move(task));
}

int Lane::patience() const
{
    if (!m_later.empty())
        return 0;
    if (m_alarms.empty())
        return -1;
    using std::chrono::milliseconds;
    const auto left = std::chrono::ceil<milliseconds>(m_alarms.begin()->first - Clock::now()).count();
    return static_cast<int>(std::clamp<decltype(left)>(left, 0, 60'000));
}

void Lane::runTasks()
{
    if (m_anyPosted.exchange(false)) {
        const std::lock_guard lock(m_mutex);
        m_later.insert(
            m_later.end(), std::make_move_iterator(m_posted.begin()), std::make_move_iterator(m_posted.end()));
        m_posted.clear();
    }
    std::swap(m_later, m_running);
    for (Task &task : m_running)
        task();
    m_running.clear();
}

void Lane::ringAlarms()
{
    while (!m_alarms.empty() && m_alarms.begin()->first <= Clock::now()) {
        const auto alarm = m_alarms.extract(m_alarms.begin());
        alarm.mapped()();
    }
}

void Lane::letGo()
{
    // Here, since the numbers of its sockets mean something else to other threads.
    m_later.clear();
    m_alarms.clear();
    m_readySet.clear();
}

void Lane::run()
{
    while (!m_stopping) {
        m_readySet.serve(patience());
        runTasks();
        ringAlarms();
    }
}

} // namespace telltale::relaying
