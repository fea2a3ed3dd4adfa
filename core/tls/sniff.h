// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace telltale::tls {

enum class Sniff : std::uint8_t { no, needMore, yes };

/// Whether a direction's first bytes begin a TLS connection: a handshake record with a ClientHello or a
/// ServerHello, SSL 3.0 to TLS 1.3, or a ClientHello in the format of SSL 2.0. needMore only for
/// less than six bytes that may yet become one.
Sniff sniffTls(base::ByteView start);
inline bool looksLikeTls(base::ByteView start)
{
    return sniffTls(start) == Sniff::yes;
}

} // namespace telltale::tls
