// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/sniff.h"

#include "tls/record.h"

namespace telltale::tls {

namespace {

bool fits(std::size_t at, std::uint8_t value)
{
    switch (at) {
    case 0:
        return value == static_cast<std::uint8_t>(ContentType::handshake);
    case 1:
        return value == 3;
    case 2:
        return value <= 4;
    case 3:
        return value <= maximalFragment >> 8;
    case 4:
        return true;
    case 5:
        return value == 1 || value == 2; // ClientHello, ServerHello
    default:
        return true;
    }
}

/// RFC 5246 § E.2: length with its top bit set, message type 1, version 3.x, whole cipher specs.
bool fitsSslV2(std::size_t at, std::uint8_t value)
{
    switch (at) {
    case 0:
        return (value & 0x80) != 0;
    case 2:
        return value == 1;
    case 3:
        return value == 3;
    case 4:
        return value <= 4;
    default:
        return true;
    }
}

} // namespace

Sniff sniffTls(base::ByteView start)
{
    constexpr std::size_t enough = 6;
    bool modern = true, old = true;
    for (std::size_t at = 0; at < start.size() && at < enough; ++at) {
        modern = modern && fits(at, start[at]);
        old = old && fitsSslV2(at, start[at]);
    }
    if (!modern && !old)
        return Sniff::no;
    return start.size() < enough ? Sniff::needMore : Sniff::yes;
}

} // namespace telltale::tls
