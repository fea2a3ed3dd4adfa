// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/phone_event.h"
#include "capture/packet_source.h"
#include "decode/recorded_ciphers.h"

#include <deque>
#include <memory>
#include <string>

namespace telltale::engine {

/// Files of a PiRogue experiment; empty: there is none.
struct PirogueFiles {
    std::string socketTraces = {};
    std::string ciphers = {};
};

/// What PiRogue's socket traces tell, as lines of a journal, then the packets of its capture. What it recorded of apps'
/// own encryption stands in the records of this capture when the constructor is done. A file that cannot be read, and
/// records in it that tell nothing, are one anomaly each (pirogue.socket_trace, pirogue.aes).
class PirogueSource final : public capture::PacketSource {
public:
    /// @param ciphers  what was recorded is added; not kept
    PirogueSource(
        const PirogueFiles &files, decode::RecordedCiphers &ciphers, std::unique_ptr<capture::PacketSource> inner);

    capture::SourceEvent next() override;
    [[nodiscard]] std::uint64_t position() const override { return m_inner->position(); }
    [[nodiscard]] std::uint64_t size() const override { return m_inner->size(); }

private:
    void readSockets(const std::string &path);
    void readCiphers(const std::string &path, decode::RecordedCiphers &ciphers);

    std::deque<attribution::PhoneEvent> m_events; ///< not told yet
    std::deque<base::Anomaly> m_anomalies; ///< the same; after them
    std::unique_ptr<capture::PacketSource> m_inner;
};

} // namespace telltale::engine
