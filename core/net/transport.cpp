// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transport.h"

#include "net/odd.h"

namespace telltale::net {

namespace {

void setPayload(const Slice &payload, TransportPacket &packet)
{
    packet.payload = payload.bytes;
    packet.missing = payload.missing();
}

} // namespace

const char *readTcp(const Slice &segment, TransportPacket &packet)
{
    constexpr std::size_t leastHeader = 20;
    if (!segment.holds(leastHeader))
        return cutOr("tcp.malformed", segment, leastHeader);
    const base::ByteView b = segment.bytes;
    const std::size_t header = (std::size_t{b[12]} >> 4) * 4;
    if (header < leastHeader)
        return "tcp.malformed";
    if (!segment.holds(header))
        return cutOr("tcp.malformed", segment, header);
    packet.transport = Transport::tcp;
    packet.source.port = u16At(b, 0);
    packet.destination.port = u16At(b, 2);
    packet.sequence = u32At(b, 4);
    packet.acknowledgment = u32At(b, 8);
    packet.flags = b[13];
    packet.window = u16At(b, 14);
    setPayload(segment.after(header), packet);
    return nullptr;
}

UdpOutcome readUdp(const Slice &datagram, TransportPacket &packet)
{
    constexpr std::size_t header = 8;
    if (!datagram.holds(header))
        return {false, cutOr("udp.malformed", datagram, header)};
    packet.transport = Transport::udp;
    packet.source.port = u16At(datagram.bytes, 0);
    packet.destination.port = u16At(datagram.bytes, 2);
    // 0 is a jumbogram (RFC 2675 section 4).
    const std::size_t stated = u16At(datagram.bytes, 4);
    const std::size_t length = stated == 0 ? datagram.wire : stated;
    if (length < header)
        return {false, "udp.malformed"};
    if (length > datagram.wire) {
        setPayload(datagram.after(header), packet);
        return {true, "udp.malformed"};
    }
    setPayload(datagram.ofWireLength(length).after(header), packet);
    return {true, nullptr};
}

} // namespace telltale::net
