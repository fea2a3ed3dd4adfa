// SPDX-License-Identifier: GPL-3.0-or-later
// Input: link type (two octets), then packets, each with a length octet before it. One decoder sees
// them all, so that fragments can meet.
#include "net/packet_decoder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace telltale;
    if (size < 2)
        return 0;
    const auto type = static_cast<net::LinkType>(data[0] << 8 | data[1]);
    base::ByteView rest(data + 2, size - 2);
    net::PacketDecoder decoder;
    std::int64_t time = 0;
    while (!rest.empty()) {
        const std::size_t stated = rest[0];
        const std::size_t length = std::min(stated, rest.size() - 1);
        const net::Decoded decoded = decoder.decode(type, rest.subspan(1, length), stated, {time});
        if (decoded.packet && decoded.packet->payload.size() > 65535)
            std::abort();
        rest = rest.subspan(1 + length);
        time += 1'000'000'000;
    }
    return 0;
}
