// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/packet_source.h"

#include <deque>
#include <memory>
#include <string>

namespace telltale::engine {

/// What PiRogue's socket traces tell, as lines of a journal, then the packets of its capture. A file that cannot be
/// read, and records in it that are no sockets, are one anomaly (pirogue.socket_trace).
class PirogueSource final : public capture::PacketSource {
public:
    PirogueSource(const std::string &socketTraces, std::unique_ptr<capture::PacketSource> inner);

    capture::SourceEvent next() override;
    [[nodiscard]] std::uint64_t position() const override { return m_inner->position(); }
    [[nodiscard]] std::uint64_t size() const override { return m_inner->size(); }

private:
    static constexpr std::uintmax_t largestFile = 512U << 20;

    void read(const std::string &socketTraces);

    std::deque<capture::SourceEvent> m_told;
    std::unique_ptr<capture::PacketSource> m_inner;
};

} // namespace telltale::engine
