// SPDX-License-Identifier: GPL-3.0-or-later
// Input: datagrams, each behind its length in two octets, little-endian.
#include "capture/datagram_capture.h"
#include "capture/octets.h"
#include "capture/pcap_parser.h"
#include "capture/pcapng_format.h"

#include <algorithm>
#include <cstdlib>

using namespace telltale;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t longestInvented = 28 + 256 * 20;
    base::ByteView left(data, size);
    capture::DatagramCapture datagrams;
    bool begun = false;
    while (left.size() >= 2) {
        const std::size_t length = std::min<std::size_t>(left[0] | left[1] << 8, left.size() - 2);
        const auto piece = datagrams.take(left.subspan(2, length));
        left = left.subspan(2 + length);
        if (piece.octets.size() > length + longestInvented)
            std::abort();
        const bool isHeader = capture::PcapParser::recognises(piece.octets)
            || (piece.octets.size() >= 4
                && capture::ByteOrder{}.u32(piece.octets, 0) == capture::pcapng::sectionHeader);
        if (piece.begins && !isHeader)
            std::abort();
        begun = begun || piece.begins;
        if (!begun && !piece.octets.empty()) // a parser would have nothing to begin with
            std::abort();
    }
    return 0;
}
