// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/datagram_capture.h"
#include "capture/unique_descriptor.h"
#include "engine/phone_door.h"

#include <memory>

namespace telltale::engine {

/// A UDP port that PCAPdroid's UDP exporter sends to. What the system dropped because it came too fast is counted.
/// A datagram that is no part of a capture is an anomaly (capture.odd_datagram).
class DatagramDoor final : public PhoneDoor {
public:
    static base::Result<std::unique_ptr<PhoneDoor>> open(const net::Endpoint &at, const PhoneChoice &phone);

    bool receive(ArrivedCaptures &captures) override;
    void abandon() override { m_datagrams = {}; } // a header is invented
    [[nodiscard]] net::Endpoint address() const override;

private:
    DatagramDoor(capture::UniqueDescriptor socket, const PhoneChoice &phone);
    bool takeOne(ArrivedCaptures &captures);

    capture::UniqueDescriptor m_socket;
    capture::DatagramCapture m_datagrams;
    base::ByteBuffer m_buffer;
    std::uint64_t m_received = 0;
    std::uint64_t m_dropped = 0;
};

} // namespace telltale::engine
