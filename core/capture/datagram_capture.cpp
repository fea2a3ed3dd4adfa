// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/datagram_capture.h"

#include "capture/octets.h"
#include "capture/pcap_parser.h"
#include "capture/pcapdroid_trailer.h"
#include "capture/pcapng_format.h"
#include "net/link_type.h"

#include <algorithm>
#include <utility>

namespace telltale::capture {

namespace {

constexpr ByteOrder little{}; // PCAPdroid runs on processors of this byte order alone
constexpr std::size_t pcapHeader = 24;
constexpr std::size_t recordHeader = 16;
constexpr std::uint32_t snapLength = 65535;

/// Nothing but whole blocks.
bool areBlocks(base::ByteView octets)
{
    if (octets.empty())
        return false;
    while (!octets.empty()) {
        if (octets.size() < pcapng::blockOverhead)
            return false;
        const std::size_t length = little.u32(octets, 4);
        if (length < pcapng::blockOverhead || length % 4 != 0 || length > octets.size()
            || little.u32(octets, length - 4) != length)
            return false;
        octets = octets.subspan(length);
    }
    return true;
}

/// Nothing but whole records.
bool areRecords(base::ByteView octets)
{
    while (!octets.empty()) {
        if (octets.size() < recordHeader)
            return false;
        const std::size_t length = little.u32(octets, 8);
        if (length == 0 || length > octets.size() - recordHeader)
            return false;
        octets = octets.subspan(recordHeader + length);
    }
    return true;
}

bool hasTrailer(base::ByteView record)
{
    return pcapdroidTrailer(record.subspan(recordHeader, little.u32(record, 8))).has_value();
}

void put(base::ByteBuffer &out, std::initializer_list<std::uint32_t> words)
{
    for (const std::uint32_t word : words) {
        for (int shift = 0; shift < 32; shift += 8)
            out.push_back(static_cast<std::uint8_t>(word >> shift));
    }
}

base::ByteBuffer inventedPcap(net::LinkType link)
{
    base::ByteBuffer header;
    put(header, {0xA1B2C3D4, 0x00040002, 0, 0, snapLength, static_cast<std::uint32_t>(link)});
    return header;
}

base::ByteBuffer inventedSection()
{
    constexpr std::uint32_t size = 28, unknown = 0xFFFFFFFF;
    base::ByteBuffer header;
    put(header, {pcapng::sectionHeader, size, pcapng::byteOrderMagic, 1, unknown, unknown, size});
    return header;
}

/// All of PCAPdroid's are of the same kind.
void putInterface(base::ByteBuffer &out)
{
    constexpr std::uint32_t size = 20;
    put(out, {pcapng::interfaceDescription, size, static_cast<std::uint32_t>(net::LinkType::raw), snapLength, size});
}

/// How many interfaces these blocks describe, and how many their packets need.
struct Interfaces {
    std::uint32_t described = 0;
    std::uint32_t needed = 0;

    explicit Interfaces(base::ByteView blocks)
    {
        for (; !blocks.empty(); blocks = blocks.subspan(little.u32(blocks, 4))) {
            const std::uint32_t type = little.u32(blocks, 0);
            if (type == pcapng::interfaceDescription)
                ++described;
            else if (type == pcapng::enhancedPacket && little.u32(blocks, 4) >= 2 * pcapng::blockOverhead)
                needed = std::max(needed, little.u32(blocks, pcapng::blockHeader) + 1);
        }
    }
};

} // namespace

DatagramCapture::Piece DatagramCapture::begin(Kind kind, base::ByteBuffer header, base::ByteView datagram)
{
    m_kind = kind;
    m_guessedRaw = false;
    header.insert(header.end(), datagram.begin(), datagram.end());
    return {true, std::move(header)};
}

DatagramCapture::Piece DatagramCapture::takeBlocks(base::ByteView blocks)
{
    constexpr std::uint32_t mostInterfaces = 256; // a phone has some ten
    const bool isSection = little.u32(blocks, 0) == pcapng::sectionHeader;
    const bool begins = isSection || m_kind != Kind::pcapng;
    if (begins)
        m_interfaces = 0;
    const Interfaces interfaces(blocks);
    base::ByteBuffer front = begins && !isSection ? inventedSection() : base::ByteBuffer();
    // As root PCAPdroid describes each interface once, when it sees it first.
    for (; !isSection && m_interfaces + interfaces.described < std::min(interfaces.needed, mostInterfaces);
         ++m_interfaces)
        putInterface(front);
    m_interfaces += interfaces.described;
    if (begins)
        return begin(Kind::pcapng, std::move(front), blocks);
    front.insert(front.end(), blocks.begin(), blocks.end());
    return {false, std::move(front)};
}

DatagramCapture::Piece DatagramCapture::take(base::ByteView datagram)
{
    if (PcapParser::recognises(datagram) && datagram.size() >= pcapHeader && areRecords(datagram.subspan(pcapHeader)))
        return begin(Kind::pcap, {}, datagram);
    // A record of pcap looks like no block: its time would have to be within seconds of 1970.
    if (areBlocks(datagram))
        return takeBlocks(datagram);
    if (datagram.empty() || !areRecords(datagram))
        return {};
    const bool trailer = (m_kind != Kind::pcap || m_guessedRaw) && hasTrailer(datagram);
    if (m_kind != Kind::pcap || trailer) {
        Piece piece = begin(Kind::pcap, inventedPcap(trailer ? net::LinkType::ethernet : net::LinkType::raw), datagram);
        m_guessedRaw = !trailer;
        return piece;
    }
    return {false, base::toBuffer(datagram)};
}

} // namespace telltale::capture
