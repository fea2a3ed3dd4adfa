// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/reader.h"

#include "engine/journal_line.h"
#include "session/marks.h"

#include <algorithm>
#include <utility>

namespace telltale::engine {

namespace {

constexpr auto tickEvery = std::chrono::milliseconds(50);
constexpr std::uint64_t packetsBetweenClocks = 512; // asking the clock for every packet costs more than the packet
constexpr std::int64_t advanceEvery = 10 * base::nanosecondsPerSecond;
constexpr auto keyPatience = std::chrono::milliseconds(2000);

} // namespace

Reader::Reader(Wiring wiring, const Options &options, bool stoppable)
    : m_wiring(std::move(wiring))
    , m_clients(options.clients.begin(), options.clients.end())
    , m_stoppable(stoppable)
    , m_decoder(options.limits)
    , m_lastTick(std::chrono::steady_clock::now())
{
    for (std::size_t i = 0; i < m_wiring.shards.size(); ++i)
        m_batches.push_back(std::make_unique<PacketBatch>());
    m_at.progress.size = m_wiring.source->size();
}

void Reader::report(Finding finding)
{
    Findings findings;
    findings.push_back(std::move(finding));
    m_wiring.findings.push(std::move(findings));
}

void Reader::addAnomalies(const std::vector<base::Anomaly> &anomalies, base::Origin origin)
{
    if (anomalies.empty())
        return;
    Findings findings;
    for (const base::Anomaly &anomaly : anomalies)
        findings.emplace_back(FoundAnomaly{anomaly, std::nullopt, origin});
    m_wiring.findings.push(std::move(findings));
}

void Reader::run()
{
    ReaderEnd end;
    for (;;) {
        if (m_stop && !m_stoppable) {
            end.complete = false;
            end.problem = "Reading was stopped before the end.";
            break;
        }
        if (m_stop)
            m_wiring.source->stop();
        const capture::SourceEvent event = m_wiring.source->next();
        if (const auto *packet = std::get_if<capture::Packet>(&event)) {
            take(*packet);
        } else if (const auto *keys = std::get_if<capture::KeyLogText>(&event)) {
            take(*keys);
        } else if (const auto *drops = std::get_if<capture::DropCount>(&event)) {
            m_at.progress.dropped = drops->dropped;
        } else if (const auto *line = std::get_if<capture::JournalLine>(&event)) {
            take(*line);
        } else if (const auto *app = std::get_if<capture::AppIdentity>(&event)) {
            m_packetOwners.add(*app, m_last.time);
        } else if (const auto *anomaly = std::get_if<base::Anomaly>(&event)) {
            addAnomalies({*anomaly}, m_last);
        } else if (std::holds_alternative<capture::NothingYet>(event)) {
            tellOwners(true);
            tick();
        } else if (const auto *over = std::get_if<capture::EndOfInput>(&event)) {
            end.complete = over->complete;
            end.problem = over->problem;
            end.error = over->error;
            break;
        }
    }
    flush();
    if (!m_stop)
        m_wiring.keyLogs.finish(keyPatience);
    addAnomalies(m_wiring.keyLogs.takeAnomalies(), m_last);
    tellKeys();
    m_at.progress.position = m_wiring.source->position();
    end.at = m_at;
    report(std::move(end));
    for (const auto &shard : m_wiring.shards)
        shard->close();
}

void Reader::take(const capture::Packet &packet)
{
    ++m_at.progress.packets;
    m_at.bytes += packet.bytes.size();
    m_last = packet.origin;
    const base::Timestamp time = packet.origin.time;
    m_at.first = m_at.first ? std::min(*m_at.first, time) : time;
    m_at.last = m_at.last ? std::max(*m_at.last, time) : time;
    m_at.progress.now = m_at.last;
    m_now = m_at.last->nanoseconds;
    if (!packet.comments.empty())
        takeComments(packet);
    const auto owner = m_packetOwners.ownerOf(packet);
    const net::LinkType link = !owner && m_packetOwners.isBare(packet) ? net::LinkType::raw : packet.linkType;
    const net::Decoded decoded = m_decoder.decode(link, packet.bytes, packet.originalLength, time);
    addAnomalies(decoded.anomalies, packet.origin);
    if (decoded.packet && owner)
        m_packetOwners.saw(*decoded.packet, time, *owner);
    if (decoded.packet)
        dispatch(*decoded.packet, packet.origin);
    tellOwners(false);
    if (++m_sinceTick >= packetsBetweenClocks)
        tick();
}

void Reader::tellPacketOwners()
{
    auto events = m_packetOwners.take();
    if (events.empty())
        return;
    Findings findings;
    for (attribution::PhoneEvent &event : events)
        findings.emplace_back(std::move(event));
    m_wiring.findings.push(std::move(findings));
}

void Reader::takeComments(const capture::Packet &packet)
{
    for (const std::string &comment : packet.comments) {
        if (const auto on = session::privateMark(comment))
            report(PrivateMark{packet.origin.time, *on});
    }
}

void Reader::take(const capture::KeyLogText &keys)
{
    addAnomalies(m_wiring.keys.addText(keys.text).anomalies, m_last);
    tellKeys();
}

void Reader::take(const capture::JournalLine &line)
{
    auto finding = findingOf(line.object);
    if (!finding)
        return;
    if (const auto *event = std::get_if<attribution::PhoneEvent>(&*finding)) {
        const auto *there = std::get_if<attribution::SocketsThere>(event);
        const auto *link = std::get_if<attribution::PhoneLink>(event);
        if (there != nullptr && there->source == session::AppSource::device)
            m_owners = OwnersTold{0, there->time};
        else if (link != nullptr)
            m_owners = OwnersTold{0, link->attached ? std::optional(link->time) : std::nullopt};
    }
    report(std::move(*finding));
}

/// What the phone says may come before the packets it is about: they have a way to go. So it waits until a later
/// packet was read.
/// @param all  no packet is under way
void Reader::tellOwners(bool all)
{
    if (!m_owners || (!all && (!m_owners->until || !m_at.last || *m_at.last < *m_owners->until)))
        return;
    flush();
    m_owners->number = ++m_ownersTold;
    for (const auto &shard : m_wiring.shards)
        shard->give(*m_owners);
    m_owners.reset();
}

void Reader::dispatch(const net::TransportPacket &packet, base::Origin origin)
{
    if (!m_clients.empty() && !m_clients.contains(packet.source.ip) && !m_clients.contains(packet.destination.ip))
        return;
    const auto key = net::FlowKey::of(packet.source, packet.destination, packet.transport);
    const std::size_t shard = net::flowHash(key) % m_batches.size();
    m_batches[shard]->add(packet, origin);
    if (!m_batches[shard]->full())
        return;
    tellPacketOwners(); // before what they own is known
    m_wiring.shards[shard]->give(std::exchange(m_batches[shard], std::make_unique<PacketBatch>()));
}

void Reader::flush()
{
    tellPacketOwners(); // before what they own is known
    for (std::size_t i = 0; i < m_batches.size(); ++i) {
        if (!m_batches[i]->empty())
            m_wiring.shards[i]->give(std::exchange(m_batches[i], std::make_unique<PacketBatch>()));
    }
}

void Reader::tellKeys()
{
    const std::uint64_t version = m_wiring.keys.version();
    if (version == m_keyVersion)
        return;
    m_keyVersion = version;
    // Packets first: a record that waits for this key must be there when it is looked for.
    flush();
    for (const auto &shard : m_wiring.shards)
        shard->give(KeysChanged{});
}

void Reader::pollKeys()
{
    m_wiring.keyLogs.poll();
    addAnomalies(m_wiring.keyLogs.takeAnomalies(), m_last);
    tellKeys();
}

void Reader::tick()
{
    m_sinceTick = 0;
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastTick < tickEvery)
        return;
    m_lastTick = now;
    flush();
    pollKeys();
    m_at.progress.position = m_wiring.source->position();
    report(m_at);
    if (m_at.last && m_at.last->nanoseconds - m_lastAdvance.nanoseconds > advanceEvery) {
        m_lastAdvance = *m_at.last;
        for (const auto &shard : m_wiring.shards)
            shard->give(TimePassed{*m_at.last});
    }
}

} // namespace telltale::engine
