// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>

namespace telltale::tls {

enum class HandshakeType : std::uint8_t {
    helloRequest = 0,
    clientHello = 1,
    serverHello = 2,
    newSessionTicket = 4,
    endOfEarlyData = 5,
    encryptedExtensions = 8,
    certificate = 11,
    serverKeyExchange = 12,
    certificateRequest = 13,
    serverHelloDone = 14,
    certificateVerify = 15,
    clientKeyExchange = 16,
    finished = 20,
    certificateUrl = 21,
    certificateStatus = 22,
    supplementalData = 23,
    keyUpdate = 24,
    compressedCertificate = 25,
    nextProtocol = 67,
};

struct HandshakeMessage {
    HandshakeType type = HandshakeType::helloRequest;
    base::ByteView body;
    base::ByteView raw; ///< header and body, as the transcript hash covers them
};

/// Cuts handshake messages out of the contents of handshake records: several in one record, or one over
/// several. Messages above the limit are passed over.
class HandshakeReader {
public:
    explicit HandshakeReader(std::size_t limit)
        : m_limit(limit)
    {
    }

    /// @p content must stay valid until next() has given nothing.
    void feed(base::ByteView content) { m_input = content; }
    /// The next whole message; valid until the next call of any function.
    std::optional<HandshakeMessage> next();
    /// Bytes are missing: what is unfinished is dropped.
    void reset();
    [[nodiscard]] bool empty() const { return m_carry.empty() && m_skip == 0; }
    /// True once after a message was passed over because of its size.
    bool takeTooLarge();

private:
    bool carryAtLeast(std::size_t size);

    base::ByteView m_input;
    base::ByteBuffer m_carry;
    bool m_carryGiven = false;
    bool m_tooLarge = false;
    std::size_t m_skip = 0; ///< octets of a passed over message still to come
    std::size_t m_limit;
};

} // namespace telltale::tls
