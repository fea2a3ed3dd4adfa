// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>

namespace telltale::net {

namespace {

/// The finaliser of splitmix64: every input bit moves every output bit.
constexpr std::uint64_t mixed(std::uint64_t value)
{
    value ^= value >> 30;
    value *= 0xbf58476d1ce4e5b9ULL;
    value ^= value >> 27;
    value *= 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

std::uint64_t word(base::ByteView bytes)
{
    std::uint64_t value = 0;
    for (const std::uint8_t octet : bytes)
        value = (value << 8) | octet;
    return value;
}

std::uint64_t hashOf(const Endpoint &end, std::uint64_t seed)
{
    const base::ByteView ip = end.ip.bytes();
    std::uint64_t hash = mixed(seed + end.port);
    for (std::size_t at = 0; at < ip.size(); at += 8)
        hash = mixed(hash ^ word(ip.subspan(at, std::min<std::size_t>(8, ip.size() - at))));
    return hash;
}

} // namespace

IpAddress IpAddress::v4(base::ByteView fourBytes)
{
    IpAddress address;
    if (fourBytes.size() == 4) {
        std::copy(fourBytes.begin(), fourBytes.end(), address.m_bytes.begin());
        address.m_length = 4;
    }
    return address;
}

IpAddress IpAddress::v6(base::ByteView sixteenBytes)
{
    IpAddress address;
    if (sixteenBytes.size() == 16) {
        std::copy(sixteenBytes.begin(), sixteenBytes.end(), address.m_bytes.begin());
        address.m_length = 16;
    }
    return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    const std::string terminated(text);
    if (terminated.size() != std::strlen(terminated.c_str()))
        return std::nullopt; // a NUL inside would hide what follows it
    std::array<std::uint8_t, 16> bytes{};
    if (inet_pton(AF_INET, terminated.c_str(), bytes.data()) == 1)
        return v4(base::ByteView(bytes).first(4));
    if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1)
        return v6(bytes);
    return std::nullopt;
}

std::string IpAddress::text() const
{
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (isNull() || !inet_ntop(isV4() ? AF_INET : AF_INET6, m_bytes.data(), buffer.data(), buffer.size()))
        return {};
    return buffer.data();
}

std::string Endpoint::text() const
{
    return (ip.isV6() ? "[" + ip.text() + "]" : ip.text()) + ":" + std::to_string(port);
}

FlowKey FlowKey::of(const Endpoint &source, const Endpoint &destination, Transport transport)
{
    return source <= destination ? FlowKey{source, destination, transport} : FlowKey{destination, source, transport};
}

std::uint64_t flowHash(const FlowKey &key)
{
    const std::uint64_t seed = 0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(key.transport);
    return hashOf(key.b, hashOf(key.a, seed));
}

} // namespace telltale::net
