// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/origin.h"
#include "net/transport_packet.h"

#include <cstddef>
#include <vector>

namespace telltale::engine {

/// Packets on their way from the reader to a shard, with their payloads copied into one buffer: the
/// source's own views do not live that long, and one allocation serves hundreds of packets.
class PacketBatch {
public:
    static constexpr std::size_t fullPackets = 1024;
    static constexpr std::size_t fullBytes = 512 * 1024;

    /// Room for all of it at once: growing by steps would move every payload several times.
    PacketBatch()
    {
        m_packets.reserve(fullPackets);
        m_payloads.reserve(fullBytes + 64 * 1024);
    }

    void add(const net::TransportPacket &packet, base::Origin origin)
    {
        m_packets.push_back({packet, origin, m_payloads.size()});
        m_payloads.insert(m_payloads.end(), packet.payload.begin(), packet.payload.end());
    }

    [[nodiscard]] bool empty() const { return m_packets.empty(); }
    [[nodiscard]] bool full() const { return m_packets.size() >= fullPackets || m_payloads.size() >= fullBytes; }

    /// Calls @p use(packet, origin) for each, in order; the payload views live as long as the batch.
    template <typename Use>
    void forEach(Use use)
    {
        for (Entry &entry : m_packets) {
            entry.packet.payload = base::ByteView(m_payloads).subspan(entry.offset, entry.packet.payload.size());
            use(entry.packet, entry.origin);
        }
    }

private:
    struct Entry {
        net::TransportPacket packet;
        base::Origin origin;
        std::size_t offset;
    };
    std::vector<Entry> m_packets;
    base::ByteBuffer m_payloads;
};

} // namespace telltale::engine
