// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/datagram_capture.h"

#include "capture/octets.h"
#include "capture/pcap_parser.h"
#include "capture/pcapdroid_trailer.h"
#include "capture/pcapng_format.h"
#include "net/link_type.h"

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

base::ByteBuffer inventedPcapng()
{
    constexpr std::uint32_t sectionSize = 28, interfaceSize = 20, unknown = 0xFFFFFFFF;
    base::ByteBuffer header;
    put(header, {pcapng::sectionHeader, sectionSize, pcapng::byteOrderMagic, 1, unknown, unknown, sectionSize});
    put(header,
        {pcapng::interfaceDescription, interfaceSize, static_cast<std::uint32_t>(net::LinkType::raw), snapLength,
            interfaceSize});
    return header;
}

} // namespace

DatagramCapture::Piece DatagramCapture::begin(Kind kind, base::ByteBuffer header, base::ByteView datagram)
{
    m_kind = kind;
    m_guessedRaw = false;
    header.insert(header.end(), datagram.begin(), datagram.end());
    return {true, std::move(header)};
}

DatagramCapture::Piece DatagramCapture::take(base::ByteView datagram)
{
    if (PcapParser::recognises(datagram) && datagram.size() >= pcapHeader && areRecords(datagram.subspan(pcapHeader)))
        return begin(Kind::pcap, {}, datagram);
    // A record of pcap looks like no block: its time would have to be within seconds of 1970.
    if (areBlocks(datagram)) {
        if (little.u32(datagram, 0) == pcapng::sectionHeader)
            return begin(Kind::pcapng, {}, datagram);
        if (m_kind != Kind::pcapng)
            return begin(Kind::pcapng, inventedPcapng(), datagram);
        return {false, base::toBuffer(datagram)};
    }
    if (datagram.empty() || !areRecords(datagram)) {
        ++m_leftOut;
        return {};
    }
    const bool trailer = (m_kind != Kind::pcap || m_guessedRaw) && hasTrailer(datagram);
    if (m_kind != Kind::pcap || trailer) {
        Piece piece = begin(Kind::pcap, inventedPcap(trailer ? net::LinkType::ethernet : net::LinkType::raw), datagram);
        m_guessedRaw = !trailer;
        return piece;
    }
    return {false, base::toBuffer(datagram)};
}

} // namespace telltale::capture
