// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/arrived_captures.h"

#include <algorithm>
#include <utility>

namespace telltale::engine {

/// Takes what has arrived out of where it arrives.
class ArrivedCaptures::Octets final : public capture::ByteSource {
public:
    explicit Octets(std::shared_ptr<Arrived> arrived)
        : m_arrived(std::move(arrived))
    {
    }

    Read read(std::span<std::uint8_t> into) override
    {
        Arrived &from = *m_arrived;
        const auto left = base::ByteView(from.octets).subspan(from.read);
        if (left.empty())
            return {from.ended ? Read::State::end : Read::State::nothingYet, 0, {}};
        const std::size_t count = std::min(into.size(), left.size());
        std::copy_n(left.begin(), count, into.begin());
        from.read += count;
        if (from.read == from.octets.size()) {
            from.octets.clear();
            from.read = 0;
        }
        return {Read::State::octets, count, {}};
    }
    [[nodiscard]] std::uint64_t position() const override { return 0; }
    [[nodiscard]] std::uint64_t size() const override { return 0; }

private:
    std::shared_ptr<Arrived> m_arrived;
};

void ArrivedCaptures::begin()
{
    end();
    m_arrived.push_back(std::make_shared<Arrived>());
}

void ArrivedCaptures::append(base::ByteView octets)
{
    if (!isOpen())
        return; // it broke off before: what comes behind damage has no beginning
    m_position += octets.size();
    base::ByteBuffer &all = m_arrived.back()->octets;
    all.insert(all.end(), octets.begin(), octets.end());
}

void ArrivedCaptures::end()
{
    if (!m_arrived.empty())
        m_arrived.back()->ended = true;
}

void ArrivedCaptures::stop()
{
    end();
    m_stopped = true;
}

std::optional<capture::SourceEvent> ArrivedCaptures::finish(const capture::EndOfInput &end)
{
    m_records.reset();
    m_broken = m_broken || !m_arrived.front()->ended;
    m_arrived.pop_front();
    if (end.complete || (m_stopped && m_arrived.empty()))
        return std::nullopt;
    return base::Anomaly{"capture.stream_cut", end.problem};
}

std::optional<capture::SourceEvent> ArrivedCaptures::next()
{
    if (!m_told.empty()) {
        capture::SourceEvent event = std::move(m_told.front());
        m_told.pop_front();
        return event;
    }
    while (!m_arrived.empty()) {
        Arrived &first = *m_arrived.front();
        if (!m_records && first.octets.empty()) {
            if (!first.ended)
                return std::nullopt;
            m_arrived.pop_front(); // dialled and hung up
            continue;
        }
        if (!m_records)
            m_records = std::make_unique<capture::RecordSource>(
                std::make_unique<Octets>(m_arrived.front()), "The phone's capture", m_limits);
        capture::SourceEvent event = m_records->next();
        if (const auto *end = std::get_if<capture::EndOfInput>(&event)) {
            if (auto cut = finish(capture::EndOfInput(*end)))
                return cut;
            continue;
        }
        if (std::holds_alternative<capture::NothingYet>(event))
            return std::nullopt;
        if (auto *packet = std::get_if<capture::Packet>(&event))
            packet->origin.packet = ++m_packets;
        return event;
    }
    return std::nullopt;
}

} // namespace telltale::engine
