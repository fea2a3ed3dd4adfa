// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/unique_descriptor.h"
#include "engine/phone_door.h"

#include <memory>

namespace telltale::engine {

/// A TCP port that PCAPdroid's TCP exporter dials. Each connection is one capture; a phone that dials again has lost
/// its earlier connection.
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

    capture::UniqueDescriptor m_socket;
    capture::UniqueDescriptor m_phone; ///< the connection that the phone made
    base::ByteBuffer m_buffer;
};

} // namespace telltale::engine
