// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/socket_watch.h"

#include <algorithm>
#include <utility>

namespace telltale::attribution::adb {

namespace {

constexpr std::string_view beginMark = "#at ";
constexpr std::string_view endMark = "#end";
constexpr std::string_view sameMark = "#same ";
/// Less than SocketOwners allows the time of a look to be off.
constexpr std::int64_t longestLook = base::nanosecondsPerSecond / 5;

SocketSeen seen(const SocketRow &row, base::Timestamp time)
{
    return {session::AppSource::device, time, row.transport, row.local, row.remote, row.uid};
}

} // namespace

std::vector<PhoneEvent> SocketWatch::feed(std::string_view text, base::Timestamp received)
{
    std::vector<PhoneEvent> events;
    m_lines.feed(text, [&](std::string_view one) { line(one, received, events); });
    return events;
}

void SocketWatch::line(std::string_view text, base::Timestamp received, std::vector<PhoneEvent> &events)
{
    if (text.starts_with(beginMark)) {
        m_now.clear();
        m_looking = true;
        m_waiting = false;
        m_began = text.substr(beginMark.size());
    } else if (text.starts_with(endMark)) {
        m_waiting = m_waiting || std::exchange(m_looking, false);
        if (takeTime(m_began, text.substr(endMark.size()), received))
            conclude(events);
    } else if (text.starts_with(sameMark)) {
        const std::string_view times = text.substr(sameMark.size());
        const std::size_t space = std::min(times.find(' '), times.size());
        if (!takeTime(times.substr(0, space), times.substr(space), received))
            return;
        conclude(events);
        there(m_time, events);
    } else if (m_looking && m_now.size() < AdbLimits::socketRows) {
        if (const auto row = readSocketRow(text))
            m_now.insert(*row);
    }
}

/// When the look began. False for one that took so long, on a busy phone, that its time says too little; the next
/// one replaces it or says that it still holds.
bool SocketWatch::takeTime(std::string_view began, std::string_view over, base::Timestamp received)
{
    over = over.substr(std::min(over.find_first_not_of(' '), over.size()));
    const auto from = readUptime(began);
    const auto to = readUptime(over);
    if (!from || !to || *to < *from) {
        m_time = m_clock.timeOf(began, received);
        return true;
    }
    // It was sent when it was over: that is what tells how the clocks stand.
    m_time = {m_clock.timeOf(over, received).nanoseconds - (*to - *from)};
    return *to - *from <= longestLook;
}

/// How the clocks stand to each other is not known at first: until then a look waits for the next, which
/// replaces it or says that it still holds.
void SocketWatch::conclude(std::vector<PhoneEvent> &events)
{
    if (m_clock.settled() && std::exchange(m_waiting, false))
        compare(events);
}

void SocketWatch::compare(std::vector<PhoneEvent> &events)
{
    for (const SocketRow &row : m_before) {
        if (!m_now.contains(row))
            events.emplace_back(SocketGone{seen(row, m_last)});
    }
    for (const SocketRow &row : m_now) {
        if (m_before.contains(row))
            continue;
        events.emplace_back(seen(row, m_time));
        m_uids.insert(row.uid);
    }
    m_before = std::move(m_now);
    m_now.clear();
    there(m_time, events);
}

void SocketWatch::there(base::Timestamp time, std::vector<PhoneEvent> &events)
{
    m_last = time;
    if (!m_clock.settled())
        return;
    if (time.nanoseconds - m_told.nanoseconds < thereEvery)
        return;
    m_told = time;
    events.emplace_back(SocketsThere{session::AppSource::device, time}); // without sockets too: all was told until then
}

std::vector<PhoneEvent> SocketWatch::end()
{
    std::vector<PhoneEvent> events;
    for (const SocketRow &row : std::exchange(m_before, {}))
        events.emplace_back(SocketGone{seen(row, m_last)});
    m_looking = m_waiting = false;
    return events;
}

std::set<std::uint32_t> SocketWatch::takeUids()
{
    return std::exchange(m_uids, {});
}

} // namespace telltale::attribution::adb
