// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pcap_parser.h"

#include <utility>

namespace telltale::capture {

namespace {

constexpr std::size_t headerSize = 24;
constexpr std::uint32_t microseconds = 0xA1B2C3D4;
constexpr std::uint32_t nanoseconds = 0xA1B23C4D;
constexpr std::uint32_t modified = 0xA1B2CD34;

bool isMagic(std::uint32_t value)
{
    return value == microseconds || value == nanoseconds || value == modified;
}

} // namespace

bool PcapParser::recognises(base::ByteView front)
{
    return front.size() >= 4 && (isMagic(ByteOrder{false}.u32(front, 0)) || isMagic(ByteOrder{true}.u32(front, 0)));
}

ParseStep PcapParser::parse(base::ByteView front, std::uint64_t offset, SourceEvent &event)
{
    if (m_end) {
        event = *m_end;
        return ParseStep::tell(0);
    }
    return m_headerRead ? record(front, offset, event) : fileHeader(front);
}

ParseStep PcapParser::fileHeader(base::ByteView front)
{
    if (front.size() < headerSize)
        return ParseStep::want(headerSize);
    m_order.swapped = !isMagic(m_order.u32(front, 0));
    const std::uint32_t magic = m_order.u32(front, 0);
    m_fractionUnit = magic == nanoseconds ? 1 : 1000;
    m_recordHeader = magic == modified ? 24 : 16;
    const std::uint16_t major = m_order.u16(front, 4), minor = m_order.u16(front, 6);
    if (major == 2 && minor <= 3)
        m_lengths = minor == 3 ? Lengths::smallerIsCaptured : Lengths::originalFirst;
    // The upper half may hold the length of a frame check sequence.
    m_linkType = static_cast<net::LinkType>(m_order.u32(front, 20) & 0xFFFF);
    m_headerRead = true;
    return ParseStep::skip(headerSize);
}

ParseStep PcapParser::record(base::ByteView front, std::uint64_t offset, SourceEvent &event)
{
    if (front.size() < m_recordHeader)
        return ParseStep::want(m_recordHeader);
    std::uint32_t captured = m_order.u32(front, 8);
    std::uint32_t original = m_order.u32(front, 12);
    if (m_lengths == Lengths::originalFirst || (m_lengths == Lengths::smallerIsCaptured && captured > original))
        std::swap(captured, original);
    if (captured > m_limits.packetBytes) {
        m_end = damagedAt(offset, "a packet of " + std::to_string(captured) + " octets cannot be.");
        event = base::Anomaly{"capture.packet_too_large", m_end->problem};
        return ParseStep::tell(0);
    }
    const std::size_t size = m_recordHeader + captured;
    if (front.size() < size)
        return ParseStep::want(size);
    Packet &packet = event.emplace<Packet>();
    packet.origin.time.nanoseconds = std::int64_t{m_order.u32(front, 0)} * base::nanosecondsPerSecond
        + std::int64_t{m_order.u32(front, 4)} * m_fractionUnit;
    packet.origin.packet = ++m_packets;
    packet.linkType = m_linkType;
    packet.originalLength = original;
    packet.bytes = front.subspan(m_recordHeader, captured);
    return ParseStep::tell(size);
}

} // namespace telltale::capture
