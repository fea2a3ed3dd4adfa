// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/paced_source.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace telltale::engine {

namespace {

using Clock = std::chrono::steady_clock;
// As long as a live source waits for bytes before it says NothingYet.
constexpr auto patience = std::chrono::milliseconds(20);

} // namespace

PacedSource::PacedSource(std::unique_ptr<capture::PacketSource> source, double speed)
    : m_source(std::move(source))
    , m_speed(speed)
    , m_held(capture::NothingYet{})
{
}

Clock::time_point PacedSource::due(base::Timestamp time) const
{
    const double wait = static_cast<double>(time.nanoseconds - m_first.nanoseconds) / m_speed;
    return m_begin + std::chrono::nanoseconds(static_cast<std::int64_t>(std::max(wait, 0.0)));
}

capture::SourceEvent PacedSource::next()
{
    // The views of a held packet stay valid: the source is not asked again before it is given.
    if (std::holds_alternative<capture::NothingYet>(m_held))
        m_held = m_source->next();
    const auto *packet = std::get_if<capture::Packet>(&m_held);
    if (packet == nullptr)
        return std::exchange(m_held, capture::NothingYet{});
    if (!m_started) {
        m_started = true;
        m_first = packet->origin.time;
        m_begin = Clock::now();
    }
    const auto when = due(packet->origin.time);
    const auto now = Clock::now();
    if (when > now) {
        std::this_thread::sleep_for(std::min<Clock::duration>(when - now, patience));
        if (when > Clock::now())
            return capture::NothingYet{};
    }
    return std::exchange(m_held, capture::NothingYet{});
}

} // namespace telltale::engine
