// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/public_address.h"

#include "base/byte_reader.h"

#include <algorithm>
#include <cstdint>

namespace telltale::attribution {

namespace {

struct Block {
    std::uint32_t first;
    int bits;
};

// RFC 6890 § 2.2.2 and RFC 5771: this network, private, shared, loopback, link-local, documentation, benchmarks,
// multicast and reserved.
constexpr Block notPublic[] = {{0x00000000, 8}, {0x0A000000, 8}, {0x64400000, 10}, {0x7F000000, 8}, {0xA9FE0000, 16},
    {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24},
    {0xCB007100, 24}, {0xE0000000, 3}};

bool startsWith(base::ByteView bytes, std::initializer_list<std::uint8_t> prefix)
{
    return bytes.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

} // namespace

net::IpAddress unwrapped(const net::IpAddress &address)
{
    const base::ByteView bytes = address.bytes();
    if (startsWith(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})
        || startsWith(bytes, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0}))
        return net::IpAddress::v4(bytes.subspan(12));
    return address;
}

bool isPublic(const net::IpAddress &address)
{
    if (address.isV4()) {
        const std::uint32_t value = base::ByteReader(address.bytes()).u32be();
        return std::none_of(std::begin(notPublic), std::end(notPublic),
            [&](const Block &block) { return ((value ^ block.first) >> (32 - block.bits)) == 0; });
    }
    // Global unicast is 2000::/3 (RFC 4291 § 2.4); 2001:db8::/32 is for documents.
    return address.isV6() && (address.bytes()[0] & 0xE0) == 0x20
        && !startsWith(address.bytes(), {0x20, 0x01, 0x0D, 0xB8});
}

} // namespace telltale::attribution
