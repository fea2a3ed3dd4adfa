// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/result.h"
#include "capture/helper_source.h"
#include "capture/packet_source.h"
#include "engine/adb_watch.h"
#include "engine/analysis.h"
#include "engine/relay_process.h"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace telltale::engine {

/// Packets of an interface, where it is intercepted the keys and events of the relay, and what the phone tells over
/// ADB, in the order they come. The redirection never outlives the relay: when the relay ends by itself, the
/// helper is ended at once, and the kernel takes the redirection away with it.
class LiveSource final : public capture::PacketSource {
public:
    /// Relay first, then the helper that sends the phone to it. Errors name what is missing.
    static base::Result<std::unique_ptr<LiveSource>> start(const LiveInput &input, const base::Limits &limits);
    ~LiveSource() override;

    capture::SourceEvent next() override;
    [[nodiscard]] std::uint64_t position() const override { return m_helper->position(); }
    [[nodiscard]] std::uint64_t size() const override { return 0; }
    /// Ends the helper; the relay goes after it, so that no connection of the phone meets a closed door.
    void stop() override;

    /// Ends the redirection, then the relay, while packets go on; a JournalLine says when (journal_line.h). May be
    /// called on any thread, also after this object's end.
    [[nodiscard]] std::function<void()> interceptionEnd() const;

private:
    static constexpr unsigned packetsBetweenNews = 16; ///< a lock for every packet would cost more than the packet

    /// What the relay's thread may touch.
    struct Redirection {
        std::mutex mutex; // protects the three below
        capture::HelperSource *helper = nullptr;
        bool relayEnded = false;
        bool unwanted = false; ///< the helper was told to end it, so it need not be ended itself

        void end();
        void endAlone();
    };

    LiveSource() = default;
    void takeNews();
    void takeInterceptionEnd(const capture::FileComment &mark);
    capture::SourceEvent atEnd(capture::EndOfInput end);

    std::shared_ptr<Redirection> m_redirection = std::make_shared<Redirection>();
    std::unique_ptr<RelayProcess> m_relay; ///< null: only watched
    bool m_relayWanted = true; ///< until the phone is no longer sent to it
    std::unique_ptr<AdbWatch> m_adb; ///< null: the phone is not asked
    std::unique_ptr<capture::HelperSource> m_helper;
    std::deque<capture::SourceEvent> m_pending; ///< what the relay told
    std::optional<capture::EndOfInput> m_end;
    unsigned m_sinceNews = packetsBetweenNews; ///< that the relay listens is told before any packet
};

} // namespace telltale::engine
