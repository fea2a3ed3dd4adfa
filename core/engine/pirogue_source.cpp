// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pirogue_source.h"

#include "attribution/pirogue_sockets.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace telltale::engine {

PirogueSource::PirogueSource(const std::string &socketTraces, std::unique_ptr<capture::PacketSource> inner)
    : m_inner(std::move(inner))
{
    read(socketTraces);
}

void PirogueSource::read(const std::string &socketTraces)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(socketTraces, error);
    std::ifstream file(socketTraces, std::ios::binary);
    if (error || size > largestFile || !file) {
        m_told.emplace_back(base::Anomaly{"pirogue.socket_trace", socketTraces + " cannot be read, or is too large."});
        return;
    }
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto sockets = attribution::readPirogueSockets(text);
    for (const attribution::PhoneEvent &event : sockets.events)
        m_told.emplace_back(capture::JournalLine{attribution::formatPhoneEvent(event)});
    if (sockets.odd > 0)
        m_told.emplace_back(base::Anomaly{"pirogue.socket_trace",
            "Of the records in " + socketTraces + ", " + std::to_string(sockets.odd) + " name no socket of an app."});
}

capture::SourceEvent PirogueSource::next()
{
    if (m_told.empty())
        return m_inner->next();
    capture::SourceEvent event = std::move(m_told.front());
    m_told.pop_front();
    return event;
}

} // namespace telltale::engine
