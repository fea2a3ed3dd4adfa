// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "capture/octets.h"
#include "capture/record_parser.h"
#include "capture/time_resolution.h"

#include <deque>
#include <optional>
#include <vector>

namespace telltale::capture {

/// Reads pcapng (draft-ietf-opsawg-pcapng) block by block: sections of either byte order, any number
/// of interfaces, packets old and new, TLS keys, statistics and comments. What it does not know it
/// steps over. Packets without a time of their own (simple packet blocks) carry the time of the
/// packet before.
///
/// Anomalies: capture.block_too_large, capture.packet_too_large, capture.malformed_block,
/// capture.unknown_interface, capture.too_many_interfaces.
class PcapngParser : public RecordParser {
public:
    explicit PcapngParser(const base::Limits &limits)
        : m_limits(limits)
    {
    }

    static bool recognises(base::ByteView front);

    ParseStep parse(base::ByteView front, std::uint64_t offset, SourceEvent &event) override;

private:
    struct Interface {
        net::LinkType linkType{};
        std::uint32_t snapLength = 0; ///< 0 for no limit
        TimeResolution time;
        DropCount drops; ///< latest statistics
    };
    ParseStep damaged(std::uint64_t offset, const char *id, const std::string &what, SourceEvent &event);
    bool block(std::uint32_t type, base::ByteView body, SourceEvent &event);
    bool beginSection(base::ByteView body);
    bool addInterface(base::ByteView body);
    bool enhancedPacket(base::ByteView body, SourceEvent &event);
    bool obsoletePacket(base::ByteView body, SourceEvent &event);
    bool simplePacket(base::ByteView body, SourceEvent &event);
    bool secrets(base::ByteView body, SourceEvent &event);
    bool statistics(base::ByteView body, SourceEvent &event);
    bool customBlock(base::ByteView body, SourceEvent &event);

    struct PacketFields {
        std::uint32_t interfaceId = 0;
        std::uint64_t time = 0;
        std::uint32_t captured = 0;
        std::uint32_t original = 0;
    };
    bool packet(const PacketFields &fields, base::ByteView dataAndOptions, SourceEvent &event);
    bool odd(const char *id, const char *detail, SourceEvent &event);
    /// Calls @p take(code, value) for each option; a missing end-of-options is no fault, as PCAPdroid
    /// leaves it out.
    template <typename Take>
    void eachOption(base::ByteView bytes, Take take) const;
    void queueComments(base::ByteView options, std::optional<base::Timestamp> time = std::nullopt);
    [[nodiscard]] DropCount totalDrops() const;

    base::Limits m_limits;
    ByteOrder m_order;
    std::vector<Interface> m_interfaces;
    DropCount m_earlierSections;
    base::Timestamp m_lastTime;
    std::uint64_t m_packets = 0;
    std::deque<SourceEvent> m_waiting; ///< events of the block before that did not fit one call
    std::optional<EndOfInput> m_end;
};

} // namespace telltale::capture
