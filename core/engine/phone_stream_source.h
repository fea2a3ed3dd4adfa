// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/analysis.h"
#include "engine/arrived_captures.h"
#include "engine/phone_door.h"

#include <atomic>
#include <memory>

namespace telltale::engine {

/// Packets that PCAPdroid sends from the phone: to a UDP or a TCP port that is listened at, or from its own HTTP
/// server. The phone may begin anew as often as it likes: packets are numbered on. Ends when it is stopped, or when
/// the HTTP server has something else.
///
/// Anomalies: capture.stream_cut (the next capture is waited for), capture.odd_datagram, capture.other_sender.
class PhoneStreamSource final : public capture::PacketSource {
public:
    /// Listens or is connected from here on. An error of kind privilege where the address cannot be had.
    static base::Result<std::unique_ptr<PhoneStreamSource>> start(
        const PcapdroidInput &input, const base::Limits &limits);

    capture::SourceEvent next() override;
    void stop() override { m_stop = true; }
    [[nodiscard]] std::uint64_t position() const override { return m_captures.position(); }
    [[nodiscard]] std::uint64_t size() const override { return 0; }

    /// The end that is listened at (the port chosen by the system where 0 was asked for), or that was dialled.
    [[nodiscard]] net::Endpoint address() const { return m_door->address(); }

private:
    PhoneStreamSource(std::unique_ptr<PhoneDoor> door, const base::Limits &limits);
    bool receive();

    std::unique_ptr<PhoneDoor> m_door;
    ArrivedCaptures m_captures;
    bool m_over = false; ///< nothing more is received
    std::atomic<bool> m_stop{false};
};

} // namespace telltale::engine
