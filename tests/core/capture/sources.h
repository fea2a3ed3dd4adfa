// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/byte_source.h"
#include "capture/packet_source.h"
#include "capture/record_source.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace telltale::test {

/// Octets from memory, at most `step` of them at a time.
class MemorySource : public capture::ByteSource {
public:
    MemorySource(base::ByteBuffer bytes, std::size_t step)
        : m_bytes(std::move(bytes))
        , m_step(step)
    {
    }

    Read read(std::span<std::uint8_t> into) override
    {
        if (m_hesitate) { // a stream may have nothing at any moment
            m_hesitate = false;
            return {Read::State::nothingYet, 0, {}};
        }
        m_hesitate = m_step == 1;
        const std::size_t count = std::min({m_step, into.size(), m_bytes.size() - m_at});
        std::copy_n(m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at), count, into.begin());
        m_at += count;
        return {count == 0 ? Read::State::end : Read::State::octets, count, {}};
    }
    [[nodiscard]] std::uint64_t position() const override { return m_at; }
    [[nodiscard]] std::uint64_t size() const override { return m_bytes.size(); }

private:
    base::ByteBuffer m_bytes;
    std::size_t m_step;
    std::size_t m_at = 0;
    bool m_hesitate = false;
};

/// One line for each event: scripts are compared as lists of lines.
inline std::string line(const capture::SourceEvent &event)
{
    if (const auto *p = std::get_if<capture::Packet>(&event)) {
        std::string text = "packet " + std::to_string(p->origin.packet) + " at "
            + std::to_string(p->origin.time.nanoseconds) + " if " + std::to_string(p->interfaceId) + " link "
            + std::to_string(static_cast<unsigned>(p->linkType)) + " " + std::string(base::asText(p->bytes)) + "/"
            + std::to_string(p->originalLength);
        for (const std::string &comment : p->comments)
            text += " \"" + comment + "\"";
        return text;
    }
    if (const auto *k = std::get_if<capture::KeyLogText>(&event))
        return "keys " + k->text;
    if (const auto *d = std::get_if<capture::DropCount>(&event))
        return "drops " + std::to_string(d->dropped) + " of " + std::to_string(d->received);
    if (const auto *c = std::get_if<capture::FileComment>(&event))
        return "comment " + c->text + (c->time ? " at " + std::to_string(c->time->nanoseconds) : "");
    if (const auto *a = std::get_if<capture::AppIdentity>(&event))
        return "app " + std::to_string(a->uid) + " " + a->package + " " + a->label;
    if (const auto *a = std::get_if<base::Anomaly>(&event))
        return std::string("anomaly ") + a->id;
    if (const auto *e = std::get_if<capture::EndOfInput>(&event))
        return e->complete ? "end" : "cut";
    return "nothing yet";
}

inline std::vector<std::string> lines(capture::PacketSource &source)
{
    std::vector<std::string> all;
    while (true) {
        const capture::SourceEvent event = source.next();
        if (!std::holds_alternative<capture::NothingYet>(event))
            all.push_back(line(event));
        if (std::holds_alternative<capture::EndOfInput>(event))
            return all;
    }
}

/// Runs the octets through the reader, `step` of them at a time.
inline std::vector<std::string> lines(
    const base::ByteBuffer &bytes, std::size_t step = std::size_t(-1), const base::Limits &limits = {})
{
    capture::RecordSource source(std::make_unique<MemorySource>(bytes, step), "The capture", limits);
    return lines(source);
}

} // namespace telltale::test
