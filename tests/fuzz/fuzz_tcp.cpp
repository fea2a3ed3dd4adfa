// SPDX-License-Identifier: GPL-3.0-or-later
// TCP: a list of segments, each of 6 octets: flags, connection and side; sequence, acknowledgment and
// payload length as small numbers around a base; time step. Checks what the sink is promised.
#include "base/byte_reader.h"
#include "reassembly/connection_table.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <utility>

namespace {

using namespace telltale;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// Nothing comes after an end, and every side ends exactly once.
class Checker final : public reassembly::StreamSink {
public:
    void data(base::Side side, base::ByteView bytes, base::Origin) override
    {
        require(!m_ended[base::index(side)] && !bytes.empty());
        for (const std::uint8_t octet : bytes)
            m_sum = m_sum + octet; // reads all of it, for the address sanitizer
    }
    void gap(base::Side side, std::uint64_t size, base::Origin) override
    {
        require(!m_ended[base::index(side)] && size > 0 && size < (std::uint64_t{1} << 32));
    }
    void end(base::Side side, reassembly::StreamEnd, base::Origin) override
    {
        require(!m_ended[base::index(side)]);
        m_ended[base::index(side)] = true;
    }
    [[nodiscard]] bool ended() const { return m_ended[0] && m_ended[1]; }

private:
    std::array<bool, 2> m_ended{};
    unsigned m_sum = 0;
};

class Listener final : public reassembly::ConnectionListener {
public:
    reassembly::StreamSink *connectionOpened(const reassembly::TcpConnection &connection) override
    {
        const auto [place, isNew] = open.try_emplace(connection.id());
        require(isNew);
        return &place->second;
    }
    void connectionChanged(const reassembly::TcpConnection &connection) override
    {
        require(open.contains(connection.id()));
    }
    void connectionClosed(const reassembly::TcpConnection &connection) override
    {
        const auto found = open.find(connection.id());
        require(found != open.end() && found->second.ended());
        open.erase(found);
    }
    void connectionAnomaly(const reassembly::TcpConnection &connection, const base::Anomaly &, base::Origin) override
    {
        require(open.contains(connection.id()));
    }
    void flowOpened(const reassembly::UdpFlow &) override { }
    void datagram(const reassembly::UdpFlow &, base::Side, base::ByteView, std::uint32_t, base::Origin) override { }
    void flowClosed(const reassembly::UdpFlow &) override { }
    void tableAnomaly(const base::Anomaly &, base::Origin) override { }

    std::map<std::uint64_t, Checker> open;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    base::Limits limits;
    limits.reassemblyBytesPerStream = 4096;
    limits.reassemblyBytes = 6000;
    limits.connections = 3;
    Listener listener;
    reassembly::ConnectionTable table(limits, listener);
    static constexpr std::array<std::uint32_t, 4> bases{0xfffffff0U, 0, 0x7fffff00U, 1000};
    static constexpr std::array<std::uint8_t, 256> payload{};
    base::Origin origin;
    for (base::ByteReader reader({data, size}); reader.remaining() >= 6;) {
        const std::uint8_t flags = reader.u8();
        const std::uint8_t who = reader.u8();
        reassembly::TcpSegment segment;
        segment.syn = (flags & 1) != 0;
        segment.ack = (flags & 2) != 0;
        segment.fin = (flags & 4) != 0;
        segment.rst = (flags & 8) != 0;
        segment.missing = (flags & 16) ? flags >> 5 : 0;
        segment.source.port = 80;
        segment.destination.port = static_cast<std::uint16_t>(1000 + (who >> 1 & 3));
        if (who & 1)
            std::swap(segment.source, segment.destination);
        segment.sequence = bases[who >> 3 & 3] + reader.u8();
        segment.acknowledgment = bases[who >> 5 & 3] + reader.u8();
        const std::size_t length = reader.u8();
        const std::size_t variant = reader.u8();
        segment.payload = length < 128 ? base::ByteView(payload).subspan(0, length)
                                       : reader.take(std::min<std::size_t>(length & 31, reader.remaining()));
        origin.time.nanoseconds += static_cast<std::int64_t>(variant & 15) * 100'000'000
            + ((variant >> 4) == 15 ? 100 * base::nanosecondsPerSecond : 0) - 50'000'000;
        ++origin.packet;
        if (variant & 16 && variant & 32)
            table.add(reassembly::UdpDatagram{segment.source, segment.destination, segment.payload, 0}, origin);
        else
            table.add(segment, origin);
        require(table.size() <= limits.connections);
    }
    table.finish();
    require(table.size() == 0 && listener.open.empty());
    return 0;
}
