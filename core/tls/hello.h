// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telltale::tls {

/// Extension numbers of IANA's "TLS ExtensionType Values" that mean something here.
enum class Extension : std::uint16_t {
    serverName = 0,
    signatureAlgorithms = 13,
    alpn = 16,
    encryptThenMac = 22,
    extendedMasterSecret = 23,
    preSharedKey = 41,
    earlyData = 42,
    supportedVersions = 43,
    encryptedClientHello = 0xfe0d,
};

/// RFC 8701: values that clients send so that servers get used to unknown ones.
constexpr bool isGrease(std::uint16_t value)
{
    return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
}

struct ClientHello {
    std::uint16_t legacyVersion = 0;
    std::array<std::uint8_t, 32> random{};
    base::ByteBuffer sessionId;
    std::vector<std::uint16_t> cipherSuites;
    std::vector<std::uint16_t> extensions; ///< in the order sent
    std::vector<std::uint16_t> supportedVersions;
    std::vector<std::uint16_t> signatureAlgorithms;
    std::string serverName;
    std::vector<std::string> alpn;
    bool offersEarlyData = false;
    bool encryptedClientHello = false;

    [[nodiscard]] bool has(Extension extension) const;
};

struct ServerHello {
    std::uint16_t version = 0; ///< negotiated: supported_versions where sent, the legacy field otherwise
    std::array<std::uint8_t, 32> random{};
    base::ByteBuffer sessionId;
    std::uint16_t cipherSuite = 0;
    std::uint8_t compression = 0;
    std::string alpn;
    bool helloRetryRequest = false; ///< RFC 8446 § 4.1.3
    bool encryptThenMac = false;
    bool extendedMasterSecret = false;
    bool preSharedKey = false;
};

/// Parse the body of a handshake message (without its four octets of header). Nothing when malformed.
/// Octets behind the last field are passed over. Broken extensions leave the facts before them.
std::optional<ClientHello> parseClientHello(base::ByteView body);
/// The format of SSL 2.0, RFC 5246 § E.2, from the message type on.
std::optional<ClientHello> parseSslV2ClientHello(base::ByteView body);
std::optional<ServerHello> parseServerHello(base::ByteView body);

struct EncryptedExtensions {
    std::string alpn;
    bool earlyData = false; ///< the server takes it
};
EncryptedExtensions parseEncryptedExtensions(base::ByteView body);

} // namespace telltale::tls
