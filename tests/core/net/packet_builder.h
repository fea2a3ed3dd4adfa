// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "net/address.h"

#include <cstdint>
#include <string>
#include <string_view>

/// Packets for tests, built layer by layer: ethernet(ipv4(udp("text"))).
namespace telltale::test {

using base::ByteBuffer;
using base::toBuffer;

inline ByteBuffer hex(std::string_view digits)
{
    const auto nibble = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
    ByteBuffer bytes;
    int high = -1;
    for (const char c : digits) {
        if (c == ' ' || c == '\n')
            continue;
        if (high < 0)
            high = nibble(c);
        else {
            bytes.push_back(static_cast<std::uint8_t>(high << 4 | nibble(c)));
            high = -1;
        }
    }
    return bytes;
}

inline ByteBuffer joined(ByteBuffer front, base::ByteView back)
{
    front.insert(front.end(), back.begin(), back.end());
    return front;
}

inline ByteBuffer text(std::string_view characters)
{
    return base::toBuffer(base::asBytes(characters));
}

inline ByteBuffer be16(std::size_t value)
{
    return {static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
}

inline ByteBuffer be32(std::uint32_t value)
{
    return joined(be16(value >> 16), be16(value & 0xFFFF));
}

inline ByteBuffer addressBytes(std::string_view ip)
{
    return base::toBuffer(net::IpAddress::parse(ip)->bytes());
}

inline ByteBuffer udp(std::string_view payload, std::uint16_t from = 40000, std::uint16_t to = 53)
{
    ByteBuffer header = joined(be16(from), be16(to));
    header = joined(header, be16(payload.size() + 8));
    return joined(joined(header, be16(0)), base::asBytes(payload));
}

inline ByteBuffer udp(const ByteBuffer &payload, std::uint16_t from, std::uint16_t to)
{
    return udp(base::asText(payload), from, to);
}

inline ByteBuffer tcp(std::string_view payload, std::uint32_t sequence = 1000, std::uint8_t flags = 0x18)
{
    ByteBuffer header = joined(be16(50000), be16(443));
    header = joined(joined(header, be32(sequence)), be32(7));
    header = joined(header, ByteBuffer{0x50, flags});
    return joined(joined(header, hex("2000 0000 0000")), base::asBytes(payload));
}

struct Ipv4Options {
    std::uint8_t protocol = 17;
    std::uint16_t identification = 1;
    std::size_t offset = 0; ///< octets
    bool more = false;
    int totalLength = -1; ///< -1: the true one
    std::string source = "192.168.1.10";
    std::string destination = "198.51.100.7";
};

inline ByteBuffer ipv4(const ByteBuffer &payload, const Ipv4Options &o = {})
{
    ByteBuffer header =
        joined(hex("4500"), be16(o.totalLength < 0 ? payload.size() + 20 : static_cast<unsigned>(o.totalLength)));
    header = joined(header, be16(o.identification));
    header = joined(header, be16(o.offset / 8 | (o.more ? 0x2000U : 0U)));
    header = joined(header, ByteBuffer{64, o.protocol, 0, 0});
    header = joined(joined(header, addressBytes(o.source)), addressBytes(o.destination));
    return joined(header, payload);
}

inline ByteBuffer ipv6(const ByteBuffer &payload, std::uint8_t next = 17, int payloadLength = -1)
{
    ByteBuffer header = hex("60000000");
    header = joined(header, be16(payloadLength < 0 ? payload.size() : static_cast<unsigned>(payloadLength)));
    header = joined(header, ByteBuffer{next, 64});
    header = joined(joined(header, addressBytes("2001:db8::1")), addressBytes("2001:db8::2"));
    return joined(header, payload);
}

inline ByteBuffer ethernet(const ByteBuffer &payload, std::uint16_t type = 0x0800)
{
    return joined(joined(hex("020000000001 020000000002"), be16(type)), payload);
}

} // namespace telltale::test
