// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// A capture as PCAPdroid writes it, of the packets of a pcap file with raw IP (capture_text.h).
namespace telltale::test {

/// Which app a packet belongs to, by its number from 0 on.
using OwnerOf = std::function<std::int32_t(std::size_t)>;

inline void appendLittle(std::string &out, std::uint32_t value, int octets = 4)
{
    for (int i = 0; i < octets; ++i)
        out += static_cast<char>(value >> (8 * i));
}

inline void eachRecord(const std::string &pcap,
    const std::function<void(std::size_t number, std::string_view header, std::string_view packet)> &take)
{
    constexpr std::size_t fileHeader = 24, recordHeader = 16;
    std::size_t number = 0;
    for (std::size_t at = fileHeader; at < pcap.size();) {
        const std::string_view header = std::string_view(pcap).substr(at, recordHeader);
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length |= static_cast<std::size_t>(static_cast<unsigned char>(header[8 + i])) << (8 * i);
        take(number++, header, std::string_view(pcap).substr(at + recordHeader, length));
        at += recordHeader + length;
    }
}

/// CRC-32 of IEEE 802.3, reflected.
inline std::uint32_t frameChecksum(std::string_view octets)
{
    std::uint32_t sum = 0xffffffff;
    for (const char octet : octets) {
        sum ^= static_cast<unsigned char>(octet);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320U : 0U);
    }
    return ~sum;
}

/// The frame with its invented Ethernet header, padding and trailer.
inline std::string withTrailer(std::string_view packet, std::int32_t uid, std::string label)
{
    std::string frame(12, '\0');
    frame += std::string("\x08\0", 2);
    frame += packet;
    frame.resize((frame.size() + 3) / 4 * 4);
    frame += std::string("\x01\x07\x20\x21", 4);
    for (int shift = 24; shift >= 0; shift -= 8)
        frame += static_cast<char>(static_cast<std::uint32_t>(uid) >> shift);
    label.resize(19);
    frame += label + '\0';
    appendLittle(frame, frameChecksum(frame));
    return frame;
}

/// A pcap file with a trailer behind each packet; a packet of uid @p bare is written without anything around it.
inline std::string pcapdroidPcap(
    const std::string &pcap, const OwnerOf &ownerOf, const std::string &label, std::int32_t bare = -2)
{
    std::string file = pcap.substr(0, 20) + std::string("\x01\0\0\0", 4);
    eachRecord(pcap, [&](std::size_t number, std::string_view header, std::string_view packet) {
        const std::int32_t uid = ownerOf(number);
        const std::string frame = uid == bare ? std::string(packet) : withTrailer(packet, uid, label);
        file += header.substr(0, 8);
        appendLittle(file, static_cast<std::uint32_t>(frame.size()));
        appendLittle(file, static_cast<std::uint32_t>(frame.size()));
        file += frame;
    });
    return file;
}

inline std::string pcapngBlock(std::uint32_t type, std::string body)
{
    body.resize((body.size() + 3) / 4 * 4);
    std::string block;
    appendLittle(block, type);
    appendLittle(block, static_cast<std::uint32_t>(body.size() + 12));
    block += body;
    appendLittle(block, static_cast<std::uint32_t>(body.size() + 12));
    return block;
}

/// The block that says which app a user id is.
inline std::string pcapdroidApp(std::int32_t uid, const std::string &package, const std::string &label)
{
    std::string body;
    appendLittle(body, 62652);
    appendLittle(body, 1, 2);
    appendLittle(body, 1, 1);
    appendLittle(body, 0, 1);
    appendLittle(body, static_cast<std::uint32_t>(uid));
    appendLittle(body, static_cast<std::uint32_t>(package.size()), 1);
    appendLittle(body, static_cast<std::uint32_t>(label.size()), 1);
    return pcapngBlock(0xbad, body + package + label);
}

/// A pcapng file with @p apps (blocks of pcapdroidApp()) and a comment "u-<uid>" on each packet.
inline std::string pcapdroidPcapng(const std::string &pcap, const OwnerOf &ownerOf, const std::string &apps)
{
    std::string section, interface;
    appendLittle(section, 0x1a2b3c4d);
    appendLittle(section, 1);
    section += std::string(8, '\xff');
    appendLittle(interface, 101);
    appendLittle(interface, 65535);
    std::string file = pcapngBlock(0x0a0d0d0a, section) + pcapngBlock(1, interface) + apps;
    eachRecord(pcap, [&](std::size_t number, std::string_view header, std::string_view packet) {
        std::uint64_t seconds = 0;
        for (std::size_t i = 0; i < 4; ++i)
            seconds |= std::uint64_t{static_cast<unsigned char>(header[i])} << (8 * i);
        const std::uint64_t time = seconds * 1'000'000;
        std::string body;
        appendLittle(body, 0);
        appendLittle(body, static_cast<std::uint32_t>(time >> 32));
        appendLittle(body, static_cast<std::uint32_t>(time));
        appendLittle(body, static_cast<std::uint32_t>(packet.size()));
        appendLittle(body, static_cast<std::uint32_t>(packet.size()));
        body += packet;
        body.resize((body.size() + 3) / 4 * 4);
        const std::string comment = "u-" + std::to_string(ownerOf(number));
        appendLittle(body, 1, 2);
        appendLittle(body, static_cast<std::uint32_t>(comment.size()), 2);
        file += pcapngBlock(6, body + comment); // without opt_endofopt, as releases up to 1.9.1 write it
    });
    return file;
}

} // namespace telltale::test
