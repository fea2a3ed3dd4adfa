// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/packet_source.h"
#include "session/folder/session_recorder.h"

#include <chrono>
#include <memory>
#include <optional>

namespace telltale::engine {

/// Hands everything of another source on, and records it on the way. When the disk refuses, that is an
/// anomaly (session.not_recorded), and watching goes on.
class RecordingSource final : public capture::PacketSource {
public:
    RecordingSource(std::unique_ptr<capture::PacketSource> inner, std::shared_ptr<session::SessionRecorder> recorder);

    capture::SourceEvent next() override;
    void stop() override { m_inner->stop(); }
    [[nodiscard]] std::uint64_t position() const override { return m_inner->position(); }
    [[nodiscard]] std::uint64_t size() const override { return m_inner->size(); }

private:
    void record(const capture::SourceEvent &event);
    void flushIfDue();

    std::unique_ptr<capture::PacketSource> m_inner;
    std::shared_ptr<session::SessionRecorder> m_recorder;
    std::optional<capture::EndOfInput> m_end;
    bool m_toldProblem = false;
    unsigned m_sinceClock = 0;
    std::chrono::steady_clock::time_point m_lastFlush;
};

} // namespace telltale::engine
