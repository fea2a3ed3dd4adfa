// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/result.h"
#include "capture/datagram_capture.h"
#include "capture/record_source.h"
#include "capture/unique_descriptor.h"
#include "engine/analysis.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>

namespace telltale::engine {

/// Packets that PCAPdroid sends from the phone, to a UDP or a TCP port that is listened at. The phone may begin anew as
/// often as it likes: packets are numbered on. A capture that is cut or damaged is an anomaly (capture.stream_cut),
/// and the next one is waited for. Ends when it is stopped.
class PhoneStreamSource final : public capture::PacketSource {
public:
    /// Listens from here on. An error of kind privilege where the address cannot be had.
    static base::Result<std::unique_ptr<PhoneStreamSource>> start(
        const PcapdroidInput &input, const base::Limits &limits);

    capture::SourceEvent next() override;
    void stop() override { m_stop = true; }
    [[nodiscard]] std::uint64_t position() const override { return m_position; }
    [[nodiscard]] std::uint64_t size() const override { return 0; }

    /// The port that is listened at: chosen by the system where 0 was asked for.
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    /// One capture, from its header to where the phone ended or began another.
    struct Arrived {
        base::ByteBuffer octets;
        bool ended = false;
    };
    class ArrivedOctets;

    PhoneStreamSource(
        PcapdroidInput::Sink sink, capture::UniqueDescriptor socket, std::uint16_t port, const base::Limits &limits);
    bool receive();
    bool receiveDatagram();
    bool acceptPhone();
    bool receiveStream();
    void begin();
    void endCurrent();
    void append(base::ByteView octets);
    capture::SourceEvent finish(const capture::EndOfInput &end);

    PcapdroidInput::Sink m_sink;
    capture::UniqueDescriptor m_socket;
    capture::UniqueDescriptor m_phone; ///< TCP: the connection that the phone made
    std::uint16_t m_port = 0;
    base::Limits m_limits;
    capture::DatagramCapture m_datagrams;
    base::ByteBuffer m_buffer;
    std::deque<std::shared_ptr<Arrived>> m_arrived; ///< the first is being read, the last is being filled
    std::unique_ptr<capture::RecordSource> m_records; ///< of the first
    std::uint64_t m_packets = 0;
    std::uint64_t m_position = 0;
    std::atomic<bool> m_stop{false};
};

} // namespace telltale::engine
