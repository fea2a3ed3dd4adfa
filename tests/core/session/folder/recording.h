// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_file.h"
#include "capture/packet_source.h"

#include <fstream>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

namespace telltale::session {

/// What a reader sees, an event a word: "packet:1", "keys:CLIENT_RANDOM a b", "drops:2", "comment:…" behind its packet.
inline std::vector<std::string> eventsOf(const std::string &path)
{
    std::vector<std::string> events;
    auto source = capture::openCapture(path, {});
    if (!source)
        return {source.error().text()};
    for (;;) {
        const capture::SourceEvent event = source.value()->next();
        if (const auto *packet = std::get_if<capture::Packet>(&event)) {
            events.push_back("packet:" + std::string(base::asText(packet->bytes)));
            for (const std::string &comment : packet->comments)
                events.push_back("comment:" + comment);
        } else if (const auto *keys = std::get_if<capture::KeyLogText>(&event)) {
            events.push_back("keys:" + keys->text);
        } else if (const auto *drops = std::get_if<capture::DropCount>(&event)) {
            events.push_back("drops:" + std::to_string(drops->dropped));
        } else if (const auto *end = std::get_if<capture::EndOfInput>(&event)) {
            events.push_back(end->complete ? "end" : "cut off");
            return events;
        }
    }
}

inline std::string textOf(const std::string &path)
{
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

inline capture::Packet packetOf(std::string_view text, std::int64_t seconds = 1)
{
    capture::Packet packet;
    packet.origin = {{seconds * base::nanosecondsPerSecond}, 1};
    packet.linkType = net::LinkType::ethernet;
    packet.originalLength = static_cast<std::uint32_t>(text.size());
    packet.bytes = base::asBytes(text);
    return packet;
}

} // namespace telltale::session
