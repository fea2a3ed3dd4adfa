// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "capture/packet_source.h"
#include "capture/record_source.h"

#include <deque>
#include <memory>
#include <optional>

namespace telltale::engine {

/// Captures that come one after the other, as a phone begins anew: read as one, the packets numbered on. A capture
/// that is cut or damaged is an anomaly (capture.stream_cut), and the next one follows. Belongs to one thread; holds
/// what was appended and not read yet.
class ArrivedCaptures {
public:
    explicit ArrivedCaptures(const base::Limits &limits)
        : m_limits(limits)
    {
    }

    /// A capture begins; the one before is over.
    void begin();
    /// Octets of the capture that was begun last.
    void append(base::ByteView octets);
    /// Nothing more comes of the capture that was begun last.
    void end();
    /// Told beside the packets: an anomaly, or a count of drops.
    void tell(capture::SourceEvent event) { m_told.push_back(std::move(event)); }
    /// Nothing more will come of any. A capture that is not whole then is none that was cut.
    void stop();

    /// What comes next; nothing where that has not arrived. Views live until the next call of anything.
    std::optional<capture::SourceEvent> next();

    /// The capture that was begun last turned out to be damaged and is over, before end() said so. Told once.
    bool takeBroken() { return std::exchange(m_broken, false); }

    [[nodiscard]] bool isOpen() const { return !m_arrived.empty() && !m_arrived.back()->ended; }
    [[nodiscard]] std::uint64_t position() const { return m_position; }

private:
    struct Arrived {
        base::ByteBuffer octets;
        std::size_t read = 0; ///< of octets
        bool ended = false;
    };
    class Octets;

    std::optional<capture::SourceEvent> finish(const capture::EndOfInput &end);

    base::Limits m_limits;
    std::deque<std::shared_ptr<Arrived>> m_arrived; ///< the first is being read, the last is being filled
    std::unique_ptr<capture::RecordSource> m_records; ///< of the first
    std::deque<capture::SourceEvent> m_told;
    std::uint64_t m_packets = 0;
    std::uint64_t m_position = 0;
    bool m_broken = false;
    bool m_stopped = false;
};

} // namespace telltale::engine
