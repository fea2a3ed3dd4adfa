// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/packet_source.h"

#include <chrono>
#include <memory>

namespace telltale::engine {

/// Plays a capture at its own pace: a packet comes when as much time has passed since the first
/// call as lies between it and the first packet, divided by the speed. Until then NothingYet is
/// given, as by live input, so that everything behind takes the path of live traffic.
class PacedSource final : public capture::PacketSource {
public:
    /// @param speed  2.0 is twice as fast; must be above 0
    PacedSource(std::unique_ptr<capture::PacketSource> source, double speed);

    capture::SourceEvent next() override;
    [[nodiscard]] std::uint64_t position() const override { return m_source->position(); }
    [[nodiscard]] std::uint64_t size() const override { return m_source->size(); }

private:
    [[nodiscard]] std::chrono::steady_clock::time_point due(base::Timestamp time) const;

    std::unique_ptr<capture::PacketSource> m_source;
    double m_speed;
    bool m_started = false;
    base::Timestamp m_first;
    std::chrono::steady_clock::time_point m_begin;
    capture::SourceEvent m_held; ///< the event that waits for its time; NothingYet when none does
};

} // namespace telltale::engine
