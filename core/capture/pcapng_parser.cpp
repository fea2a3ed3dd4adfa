// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pcapng_parser.h"

#include "base/utf8.h"
#include "capture/pcapng_format.h"

#include <algorithm>

namespace telltale::capture {

using namespace pcapng;

namespace {

constexpr std::uint32_t swappedMagic = 0x4D3C2B1A;

/// PCAPdroid cuts names at an octet.
std::string_view wholeCharacters(std::string_view text)
{
    constexpr std::size_t longest = 4;
    for (std::size_t cut = 0; cut < std::min(longest, text.size()); ++cut) {
        if (base::isUtf8(text.substr(0, text.size() - cut)))
            return text.substr(0, text.size() - cut);
    }
    return text;
}

} // namespace

bool PcapngParser::recognises(base::ByteView front)
{
    return front.size() >= 4 && ByteOrder{}.u32(front, 0) == sectionHeader;
}

ParseStep PcapngParser::damaged(std::uint64_t offset, const char *id, const std::string &what, SourceEvent &event)
{
    m_end = damagedAt(offset, what);
    event = base::Anomaly{id, m_end->problem};
    return ParseStep::tell(0);
}

ParseStep PcapngParser::parse(base::ByteView front, std::uint64_t offset, SourceEvent &event)
{
    if (!m_waiting.empty()) {
        event = std::move(m_waiting.front());
        m_waiting.pop_front();
        return ParseStep::tell(0);
    }
    if (m_end) {
        event = *m_end;
        return ParseStep::tell(0);
    }
    if (front.size() < blockOverhead)
        return ParseStep::want(blockOverhead);
    std::uint32_t type = m_order.u32(front, 0);
    if (type == sectionHeader) {
        const std::uint32_t magic = ByteOrder{}.u32(front, 8);
        if (magic != byteOrderMagic && magic != swappedMagic)
            return damaged(offset, "capture.malformed_block", "a section header without byte-order magic.", event);
        m_order.swapped = magic == swappedMagic;
        type = sectionHeader;
    }
    const std::uint32_t length = m_order.u32(front, 4);
    if (length < blockOverhead || length % 4 != 0)
        return damaged(
            offset, "capture.malformed_block", "a block of " + std::to_string(length) + " octets cannot be.", event);
    if (length > m_limits.blockBytes)
        return damaged(offset, "capture.block_too_large",
            "a block of " + std::to_string(length) + " octets is beyond the limit.", event);
    if (front.size() < length)
        return ParseStep::want(length);
    if (m_order.u32(front, length - 4) != length)
        return damaged(offset, "capture.malformed_block", "the two lengths of a block differ.", event);
    const bool told = block(type, front.subspan(blockHeader, length - blockOverhead), event);
    return told ? ParseStep::tell(length) : ParseStep::skip(length);
}

bool PcapngParser::block(std::uint32_t type, base::ByteView body, SourceEvent &event)
{
    bool told = false;
    switch (type) {
    case sectionHeader:
        told = beginSection(body) ? false : odd("capture.malformed_block", "A section header is too short.", event);
        break;
    case interfaceDescription:
        told = addInterface(body) ? false : odd("capture.malformed_block", "An interface was not taken over.", event);
        break;
    case pcapng::enhancedPacket:
        return enhancedPacket(body, event);
    case pcapng::obsoletePacket:
        return obsoletePacket(body, event);
    case pcapng::simplePacket:
        return simplePacket(body, event);
    case decryptionSecrets:
        return secrets(body, event);
    case interfaceStatistics:
        return statistics(body, event);
    case custom:
        return customBlock(body, event);
    default:
        break;
    }
    return told;
}

bool PcapngParser::odd(const char *id, const char *detail, SourceEvent &event)
{
    event = base::Anomaly{id, detail};
    return true;
}

template <typename Take>
void PcapngParser::eachOption(base::ByteView bytes, Take take) const
{
    while (bytes.size() >= 4) {
        const std::uint16_t code = m_order.u16(bytes, 0);
        const std::size_t length = m_order.u16(bytes, 2);
        if (code == option::end || bytes.size() - 4 < length)
            return;
        take(code, bytes.subspan(4, length));
        bytes = bytes.subspan(std::min(bytes.size(), 4 + padded(length)));
    }
}

void PcapngParser::queueComments(base::ByteView options, std::optional<base::Timestamp> time)
{
    eachOption(options, [this, time](std::uint16_t code, base::ByteView value) {
        if (code == option::comment)
            m_waiting.emplace_back(FileComment{std::string(base::asText(value)), time});
    });
}

bool PcapngParser::beginSection(base::ByteView body)
{
    constexpr std::size_t fixedPart = 16;
    m_earlierSections = totalDrops();
    m_interfaces.clear();
    if (body.size() < fixedPart)
        return false;
    queueComments(body.subspan(fixedPart));
    return true;
}

bool PcapngParser::addInterface(base::ByteView body)
{
    constexpr std::size_t fixedPart = 8;
    if (m_interfaces.size() >= m_limits.interfacesPerSection) {
        m_waiting.emplace_back(
            base::Anomaly{"capture.too_many_interfaces", "A section describes too many interfaces."});
        return true;
    }
    Interface added;
    if (body.size() < fixedPart) {
        // Later packets count interfaces by their place, so even a broken one takes its place.
        m_interfaces.push_back(added);
        return false;
    }
    added.linkType = static_cast<net::LinkType>(m_order.u16(body, 0));
    added.snapLength = m_order.u32(body, 4);
    std::uint8_t resolution = 6;
    std::int64_t offset = 0;
    eachOption(body.subspan(fixedPart), [&](std::uint16_t code, base::ByteView value) {
        if (code == option::timeResolution && value.size() == 1)
            resolution = value[0];
        else if (code == option::timeOffset && value.size() == 8)
            offset = static_cast<std::int64_t>(m_order.u64(value, 0));
    });
    added.time = TimeResolution(resolution, offset);
    m_interfaces.push_back(added);
    queueComments(body.subspan(fixedPart));
    return true;
}

bool PcapngParser::packet(const PacketFields &fields, base::ByteView dataAndOptions, SourceEvent &event)
{
    ++m_packets; // a packet that cannot be given still has its number, as in other programs
    if (fields.interfaceId >= m_interfaces.size())
        return odd("capture.unknown_interface", "A packet names an interface that was not described.", event);
    if (fields.captured > m_limits.packetBytes)
        return odd("capture.packet_too_large", "A packet is longer than any network sends.", event);
    if (fields.captured > dataAndOptions.size())
        return odd("capture.malformed_block", "A packet is longer than its block.", event);
    const Interface &interface = m_interfaces[fields.interfaceId];
    Packet &given = event.emplace<Packet>();
    m_lastTime = interface.time.at(fields.time);
    given.origin = {m_lastTime, m_packets};
    given.linkType = interface.linkType;
    given.interfaceId = fields.interfaceId;
    given.originalLength = fields.original;
    given.bytes = dataAndOptions.first(fields.captured);
    const base::ByteView options = dataAndOptions.subspan(std::min(dataAndOptions.size(), padded(fields.captured)));
    if (!options.empty()) {
        eachOption(options, [&given](std::uint16_t code, base::ByteView value) {
            if (code == option::comment)
                given.comments.emplace_back(base::asText(value));
        });
    }
    return true;
}

bool PcapngParser::enhancedPacket(base::ByteView body, SourceEvent &event)
{
    constexpr std::size_t fixedPart = 20;
    if (body.size() < fixedPart)
        return odd("capture.malformed_block", "A packet block is too short.", event);
    PacketFields fields;
    fields.interfaceId = m_order.u32(body, 0);
    fields.time = (std::uint64_t{m_order.u32(body, 4)} << 32) | m_order.u32(body, 8);
    fields.captured = m_order.u32(body, 12);
    fields.original = m_order.u32(body, 16);
    return packet(fields, body.subspan(fixedPart), event);
}

bool PcapngParser::obsoletePacket(base::ByteView body, SourceEvent &event)
{
    constexpr std::size_t fixedPart = 20;
    if (body.size() < fixedPart)
        return odd("capture.malformed_block", "A packet block is too short.", event);
    PacketFields fields;
    fields.interfaceId = m_order.u16(body, 0); // behind it a drop counter of 16 bits
    fields.time = (std::uint64_t{m_order.u32(body, 4)} << 32) | m_order.u32(body, 8);
    fields.captured = m_order.u32(body, 12);
    fields.original = m_order.u32(body, 16);
    return packet(fields, body.subspan(fixedPart), event);
}

bool PcapngParser::simplePacket(base::ByteView body, SourceEvent &event)
{
    constexpr std::size_t fixedPart = 4;
    if (body.size() < fixedPart)
        return odd("capture.malformed_block", "A packet block is too short.", event);
    // It tells neither its captured length nor a time: the snap length cut it, and padding ends it.
    const std::uint32_t original = m_order.u32(body, 0);
    const std::uint32_t snap = m_interfaces.empty() ? 0 : m_interfaces.front().snapLength;
    const base::Timestamp before = m_lastTime;
    const PacketFields fields{0, 0, snap == 0 ? original : std::min(original, snap), original};
    const bool told = packet(fields, body.subspan(fixedPart), event);
    m_lastTime = before;
    if (auto *given = std::get_if<Packet>(&event))
        given->origin.time = before;
    return told;
}

bool PcapngParser::secrets(base::ByteView body, SourceEvent &event)
{
    constexpr std::size_t fixedPart = 8;
    if (body.size() < fixedPart)
        return odd("capture.malformed_block", "A decryption secrets block is too short.", event);
    if (m_order.u32(body, 0) != tlsKeyLog)
        return false;
    const std::size_t length = m_order.u32(body, 4);
    if (length > body.size() - fixedPart)
        return odd("capture.malformed_block", "A key log is longer than its block.", event);
    event = KeyLogText{std::string(base::asText(body.subspan(fixedPart, length)))};
    return true;
}

bool PcapngParser::statistics(base::ByteView body, SourceEvent &event)
{
    constexpr std::size_t fixedPart = 12;
    if (body.size() < fixedPart)
        return odd("capture.malformed_block", "An interface statistics block is too short.", event);
    const std::uint32_t id = m_order.u32(body, 0);
    if (id >= m_interfaces.size())
        return odd("capture.unknown_interface", "Statistics name an interface that was not described.", event);
    const std::uint64_t time = (std::uint64_t{m_order.u32(body, 4)} << 32) | m_order.u32(body, 8);
    queueComments(body.subspan(fixedPart), m_interfaces[id].time.at(time));
    DropCount counted;
    bool any = false;
    eachOption(body.subspan(fixedPart), [&](std::uint16_t code, base::ByteView value) {
        const bool isDrop = code == option::droppedByInterface || code == option::droppedBySystem;
        if (value.size() != 8 || (!isDrop && code != option::received))
            return;
        (isDrop ? counted.dropped : counted.received) += m_order.u64(value, 0);
        any = true;
    });
    if (!any)
        return false;
    m_interfaces[id].drops = counted;
    event = totalDrops();
    return true;
}

DropCount PcapngParser::totalDrops() const
{
    DropCount total = m_earlierSections;
    for (const Interface &interface : m_interfaces) {
        total.received += interface.drops.received;
        total.dropped += interface.drops.dropped;
    }
    return total;
}

bool PcapngParser::customBlock(base::ByteView body, SourceEvent &event)
{
    // PCAPdroid's map of user ids to apps: version 1, type 1, pad, uid, two lengths, two texts.
    constexpr std::size_t fixedPart = 14;
    if (body.size() < fixedPart || m_order.u32(body, 0) != pcapdroid::enterpriseNumber
        || m_order.u16(body, 4) != pcapdroid::version || body[6] != pcapdroid::uidMap)
        return false;
    const std::size_t package = body[12], label = body[13];
    if (body.size() < fixedPart + package + label)
        return odd("capture.malformed_block", "An app's name is longer than its block.", event);
    event = AppIdentity{static_cast<std::int32_t>(m_order.u32(body, 8)),
        std::string(base::asText(body.subspan(fixedPart, package))),
        std::string(wholeCharacters(base::asText(body.subspan(fixedPart + package, label))))};
    return true;
}

} // namespace telltale::capture
