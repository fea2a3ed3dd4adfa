// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "capture/octets.h"
#include "capture/record_parser.h"

#include <optional>

namespace telltale::capture {

/// Reads the classic pcap format (draft-ietf-opsawg-pcap): both byte orders, microseconds and
/// nanoseconds, and the "modified" records of 24 octets that some old Linux systems wrote.
class PcapParser : public RecordParser {
public:
    explicit PcapParser(const base::Limits &limits)
        : m_limits(limits)
    {
    }

    /// True where @p front begins with one of the magic numbers; false too where it is shorter.
    static bool recognises(base::ByteView front);

    ParseStep parse(base::ByteView front, std::uint64_t offset, SourceEvent &event) override;

private:
    ParseStep fileHeader(base::ByteView front);
    ParseStep record(base::ByteView front, std::uint64_t offset, SourceEvent &event);

    /// Before version 2.3 the two lengths of a record stood in the other order; 2.3 was written both ways.
    enum class Lengths : std::uint8_t { capturedFirst, originalFirst, smallerIsCaptured };

    base::Limits m_limits;
    ByteOrder m_order;
    net::LinkType m_linkType{};
    Lengths m_lengths = Lengths::capturedFirst;
    std::size_t m_recordHeader = 16;
    std::int64_t m_fractionUnit = 1000; ///< nanoseconds in one unit of the time's second field
    std::uint64_t m_packets = 0;
    bool m_headerRead = false;
    std::optional<EndOfInput> m_end;
};

} // namespace telltale::capture
