// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/packet_decoder.h"
#include "reassembly/connection_table.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace telltale::reassembly::test {

/// One line of the index of real captures: file, and the counts that are the truth for it.
struct IndexedCapture {
    std::filesystem::path file;
    std::vector<std::string> columns;

    /// "ws_messages" out of the note "websocket; ws_messages=7".
    [[nodiscard]] std::optional<int> noted(const std::string &name) const
    {
        const auto at = columns.back().find(name + '=');
        if (at == std::string::npos)
            return std::nullopt;
        return std::stoi(columns.back().substr(at + name.size() + 1));
    }
};

/// Empty where the captures are not there.
inline std::vector<IndexedCapture> indexedCaptures()
{
    const std::filesystem::path folder = std::filesystem::path(TELLTALE_SHARED_DIR) / "captures";
    std::vector<IndexedCapture> captures;
    std::ifstream index(folder / "INDEX.tsv");
    std::string line;
    for (std::getline(index, line); std::getline(index, line);) {
        IndexedCapture capture;
        std::istringstream in(line);
        for (std::string column; std::getline(in, column, '\t');)
            capture.columns.push_back(column);
        capture.file = folder / capture.columns.at(0);
        captures.push_back(std::move(capture));
    }
    return captures;
}

/// Plays a classic pcap file of microseconds in little-endian order into a table; a file of another
/// kind, or one that is cut, plays as far as it is one. Returns the number of packets played.
inline std::size_t replay(const std::filesystem::path &file, ConnectionTable &table)
{
    std::ifstream in(file, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
    const auto word = [&](std::size_t at) {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes.data() + at, 4);
        return value;
    };
    if (bytes.size() < 24 || word(0) != 0xa1b2c3d4U)
        return 0;
    const net::LinkType link{static_cast<std::uint16_t>(word(20))};
    net::PacketDecoder decoder;
    base::Origin origin;
    for (std::size_t at = 24; at + 16 <= bytes.size() && word(at + 8) <= bytes.size() - at - 16;
         at += 16 + word(at + 8)) {
        origin.time.nanoseconds = word(at) * base::nanosecondsPerSecond + word(at + 4) * 1000LL;
        ++origin.packet;
        const auto *data = reinterpret_cast<const std::uint8_t *>(bytes.data() + at + 16);
        const auto decoded = decoder.decode(link, {data, word(at + 8)}, word(at + 12), origin.time);
        if (!decoded.packet)
            continue;
        const net::TransportPacket &packet = *decoded.packet;
        const auto missing = static_cast<std::uint32_t>(packet.missing);
        if (packet.transport == net::Transport::udp)
            table.add(UdpDatagram{packet.source, packet.destination, packet.payload, missing}, origin);
        else
            table.add(TcpSegment{packet.source, packet.destination, packet.sequence, packet.acknowledgment,
                          packet.has(net::tcpSyn), packet.has(net::tcpAck), packet.has(net::tcpFin),
                          packet.has(net::tcpRst), packet.payload, missing},
                origin);
    }
    table.finish();
    return origin.packet;
}

} // namespace telltale::reassembly::test
