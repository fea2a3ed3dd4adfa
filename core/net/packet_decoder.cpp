// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/packet_decoder.h"

#include "net/ip.h"
#include "net/transport.h"
#include "net/tunnel.h"

#include <algorithm>

namespace telltale::net {

PacketDecoder::PacketDecoder(const base::Limits &limits)
    : m_encapsulations(limits.encapsulations)
    , m_fragments(limits)
{
}

Decoded PacketDecoder::decode(LinkType type, base::ByteView bytes, std::size_t originalLength, base::Timestamp time)
{
    Decoded decoded;
    m_whole.clear();
    const Slice frame{bytes, std::max(bytes.size(), originalLength)};
    std::optional<Step> step = into(linkPayload(type, frame), decoded);
    for (std::size_t depth = 0; step; ++depth) {
        if (depth > m_encapsulations) {
            decoded.anomalies.push_back(
                {"net.encapsulation_limit", "A packet holds too many tunnels inside each other."});
            break;
        }
        step = decodeIp(*step, time, decoded);
    }
    if (decoded.packet && decoded.packet->truncated())
        decoded.anomalies.push_back({"net.truncated", {}});
    return decoded;
}

std::optional<PacketDecoder::Step> PacketDecoder::into(const LinkPayload &layer, Decoded &decoded)
{
    if (layer.anomaly)
        decoded.anomalies.push_back({layer.anomaly, {}});
    if (layer.type == etherType::none)
        return std::nullopt;
    return Step{layer.type, layer.payload};
}

std::optional<PacketDecoder::Step> PacketDecoder::decodeIp(const Step &step, base::Timestamp time, Decoded &decoded)
{
    IpPacket packet = step.type == etherType::ipv4 ? ipv4Packet(step.payload) : ipv6Packet(step.payload);
    if (!packet.anomaly && packet.fragmented && !completeFragment(packet, time, decoded))
        return std::nullopt;
    if (packet.anomaly) {
        decoded.anomalies.push_back({packet.anomaly, {}});
        return std::nullopt;
    }
    return decodeTransport(packet, decoded);
}

bool PacketDecoder::completeFragment(IpPacket &packet, base::Timestamp time, Decoded &decoded)
{
    auto whole = m_fragments.add(packet, time, decoded.anomalies);
    if (!whole)
        return false;
    m_whole.push_back(std::move(*whole));
    packet.payload = {m_whole.back(), m_whole.back().size()};
    packet.fragmented = false;
    if (packet.source.isV6())
        skipExtensionHeaders(packet);
    // A fragment header inside a datagram that was put together already: nobody sends that honestly.
    if (packet.fragmented)
        packet.anomaly = "ip.malformed";
    return true;
}

std::optional<PacketDecoder::Step> PacketDecoder::decodeTransport(const IpPacket &packet, Decoded &decoded)
{
    TransportPacket transport;
    transport.source.ip = packet.source;
    transport.destination.ip = packet.destination;
    switch (packet.protocol) {
    case ipProtocol::tcp:
        if (const char *anomaly = readTcp(packet.payload, transport))
            decoded.anomalies.push_back({anomaly, {}});
        else
            decoded.packet = transport;
        return std::nullopt;
    case ipProtocol::udp: {
        const UdpOutcome outcome = readUdp(packet.payload, transport);
        if (outcome.anomaly)
            decoded.anomalies.push_back({outcome.anomaly, {}});
        if (outcome.usable && transport.destination.port == vxlanPort) {
            if (const auto inner = vxlanPayload({transport.payload, transport.wirePayload()}))
                return into(*inner, decoded);
        }
        if (outcome.usable)
            decoded.packet = transport;
        return std::nullopt;
    }
    case ipProtocol::ipv4:
        return Step{etherType::ipv4, packet.payload};
    case ipProtocol::ipv6:
        return Step{etherType::ipv6, packet.payload};
    case ipProtocol::gre:
        return into(grePayload(packet.payload), decoded);
    default:
        return std::nullopt;
    }
}

} // namespace telltale::net
