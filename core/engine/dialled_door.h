// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/unique_descriptor.h"
#include "engine/phone_door.h"

#include <memory>

namespace telltale::engine {

/// A TCP port that PCAPdroid's TCP exporter dials. Each connection is one capture; a phone that dials again has lost
/// its earlier connection. Who dials and sends something else is not the phone.
class DialledDoor final : public PhoneDoor {
public:
    static base::Result<std::unique_ptr<PhoneDoor>> open(const net::Endpoint &at, const PhoneChoice &phone);

    bool receive(ArrivedCaptures &captures) override;
    void abandon() override { m_phone.reset(); } // the phone dials again
    [[nodiscard]] net::Endpoint address() const override;

private:
    DialledDoor(capture::UniqueDescriptor socket, const PhoneChoice &phone);
    bool accept(ArrivedCaptures &captures);
    bool read(ArrivedCaptures &captures);
    void look(base::ByteView octets, ArrivedCaptures &captures);

    capture::UniqueDescriptor m_socket;
    capture::UniqueDescriptor m_phone; ///< the connection that the phone made
    net::IpAddress m_dialler; ///< who made it
    base::ByteBuffer m_beginning; ///< of what came on it, until it can be told whether that is a capture
    base::ByteBuffer m_buffer;
};

} // namespace telltale::engine
