// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/time.h"
#include "capture/packet_source.h"
#include "net/link_type.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::capture {

/// Writes pcapng (draft-ietf-opsawg-pcapng) in this machine's byte order, times in nanoseconds.
/// Appends to a buffer that the caller empties where it likes; blocks are always whole.
class PcapngWriter {
public:
    explicit PcapngWriter(base::ByteBuffer &out)
        : m_out(out)
    {
    }

    /// Begins a section: must come first. @p application names the writing program.
    void section(std::string_view application, const std::vector<std::string> &comments = {});

    /// Describes the next interface; packets name interfaces by their place, from 0.
    void interface(net::LinkType linkType, std::uint32_t snapLength, std::string_view name);

    /// A packet. @p bytes may be fewer than @p originalLength.
    void packet(std::uint32_t interfaceId, base::Timestamp time, base::ByteView bytes, std::uint32_t originalLength,
        const std::vector<std::string> &comments = {});

    /// TLS keys as NSS key log lines. Must come before the packets that need them.
    void keyLog(std::string_view text);

    /// Which app a user id is, as PCAPdroid's custom block says it; names are cut to 255 octets. Must come before the
    /// packets with that id's comment.
    void app(const AppIdentity &app);

    /// Counters since the capture began. @p received includes what was dropped for want of buffer
    /// space, as libpcap counts; @p dropped is lost in the kernel, @p droppedByInterface before it.
    void statistics(std::uint32_t interfaceId, base::Timestamp time, std::uint64_t received, std::uint64_t dropped,
        std::uint64_t droppedByInterface = 0, const std::vector<std::string> &comments = {});

private:
    std::size_t begin(std::uint32_t type);
    void finish(std::size_t start);
    void option(std::uint16_t code, base::ByteView value);
    void option(std::uint16_t code, std::string_view text) { option(code, base::asBytes(text)); }
    void option(std::uint16_t code, std::uint64_t number);
    void endOfOptions();
    void pad();
    template <typename Integer>
    void put(Integer value);
    void putTime(base::Timestamp time);
    void append(base::ByteView bytes) { m_out.insert(m_out.end(), bytes.begin(), bytes.end()); }

    base::ByteBuffer &m_out;
    std::size_t m_padFrom = 0; ///< start of the block: padding counts from there
};

} // namespace telltale::capture
