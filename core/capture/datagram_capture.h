// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace telltale::capture {

/// A capture that comes in datagrams, as PCAPdroid's UDP exporter sends it: first a file header, once; then a record of
/// pcap or some blocks of pcapng in each. Makes it a stream that parsers read, whatever was missed:
/// - without the header (who listens late) one is invented: raw IP, or Ethernet where a record has PCAPdroid's trailer;
///   so are the interfaces that packets name and nobody described;
/// - a further header begins a capture anew;
/// - what is neither, or not whole, is left out.
/// Total; keeps nothing of what it was given.
class DatagramCapture {
public:
    struct Piece {
        bool begins = false; ///< of a capture: its header is in front
        base::ByteBuffer octets; ///< empty: the datagram was left out
    };
    Piece take(base::ByteView datagram);

private:
    enum class Kind : std::uint8_t { none, pcap, pcapng };

    Piece begin(Kind kind, base::ByteBuffer header, base::ByteView datagram);
    Piece takeBlocks(base::ByteView blocks);

    Kind m_kind = Kind::none;
    std::uint32_t m_interfaces = 0; ///< described in this section, by the phone or here
    bool m_guessedRaw = false; ///< the header was invented, and no record had a trailer yet
};

} // namespace telltale::capture
