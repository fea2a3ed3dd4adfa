// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recording_source.h"

#include "capture/redirect_mark.h"
#include "engine/clock.h"

#include <utility>

namespace telltale::engine {

namespace {

constexpr std::chrono::milliseconds flushEvery{200}; // what a crash may cost
constexpr unsigned packetsBetweenClocks = 64;

} // namespace

RecordingSource::RecordingSource(
    std::unique_ptr<capture::PacketSource> inner, std::shared_ptr<session::SessionRecorder> recorder)
    : m_inner(std::move(inner))
    , m_recorder(std::move(recorder))
    , m_lastFlush(std::chrono::steady_clock::now())
{
}

capture::SourceEvent RecordingSource::next()
{
    if (m_end)
        return *m_end;
    if (const auto problem = m_recorder->problem(); problem && !std::exchange(m_toldProblem, true))
        return base::Anomaly{"session.not_recorded", problem->text()};
    capture::SourceEvent event = m_inner->next();
    record(event);
    if (const auto *end = std::get_if<capture::EndOfInput>(&event)) {
        m_end = *end;
        const auto status = m_recorder->finish(clockTime());
        if (!status && !std::exchange(m_toldProblem, true))
            return base::Anomaly{"session.not_recorded", status.error().text()};
        return event;
    }
    if (std::holds_alternative<capture::NothingYet>(event) || ++m_sinceClock >= packetsBetweenClocks)
        flushIfDue();
    return event;
}

void RecordingSource::record(const capture::SourceEvent &event)
{
    if (const auto *packet = std::get_if<capture::Packet>(&event))
        m_recorder->packet(*packet);
    else if (const auto *keys = std::get_if<capture::KeyLogText>(&event))
        m_recorder->keys(keys->text);
    else if (const auto *line = std::get_if<capture::JournalLine>(&event))
        m_recorder->journal(line->object);
    else if (const auto *app = std::get_if<capture::AppIdentity>(&event))
        m_recorder->app(*app);
    else if (const auto *comment = std::get_if<capture::FileComment>(&event);
             comment && comment->text == capture::interceptionEndedMark)
        m_recorder->comment(comment->text);
    else if (const auto *drops = std::get_if<capture::DropCount>(&event))
        m_recorder->drops(*drops, clockTime());
}

void RecordingSource::flushIfDue()
{
    m_sinceClock = 0;
    const auto at = std::chrono::steady_clock::now();
    if (at - m_lastFlush < flushEvery)
        return;
    m_lastFlush = at;
    m_recorder->flush();
}

} // namespace telltale::engine
