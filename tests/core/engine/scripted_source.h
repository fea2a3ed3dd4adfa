// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/packet_source.h"

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace telltale::test {

/// Gives the events it was made with, then the end.
class ScriptedSource final : public capture::PacketSource {
public:
    explicit ScriptedSource(std::vector<capture::SourceEvent> events)
        : m_events(events.begin(), events.end())
    {
    }

    capture::SourceEvent next() override
    {
        if (m_events.empty())
            return capture::EndOfInput{};
        capture::SourceEvent event = std::move(m_events.front());
        m_events.pop_front();
        return event;
    }
    [[nodiscard]] std::uint64_t position() const override { return 0; }
    [[nodiscard]] std::uint64_t size() const override { return 0; }

private:
    std::deque<capture::SourceEvent> m_events;
};

/// A word for each event, as recording.h has it, journal lines as they stand.
inline std::vector<std::string> drain(capture::PacketSource &source)
{
    std::vector<std::string> words;
    for (;;) {
        const capture::SourceEvent event = source.next();
        if (const auto *packet = std::get_if<capture::Packet>(&event))
            words.push_back("packet:" + std::string(base::asText(packet->bytes)));
        else if (const auto *keys = std::get_if<capture::KeyLogText>(&event))
            words.push_back("keys:" + keys->text);
        else if (const auto *line = std::get_if<capture::JournalLine>(&event))
            words.push_back(line->object);
        else if (const auto *anomaly = std::get_if<base::Anomaly>(&event))
            words.push_back(anomaly->id);
        else if (std::holds_alternative<capture::EndOfInput>(event))
            return words;
    }
}

} // namespace telltale::test
