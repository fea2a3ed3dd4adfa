// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/origin.h"
#include "reassembly/stream_sink.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telltale::tls {

enum class Progress : std::uint8_t {
    handshake, ///< nothing to decrypt yet
    decrypting, ///< every protected record so far was opened
    partial, ///< some were opened, some could not be
    waiting, ///< records wait for a key
    failed, ///< none can be opened; `failure` says why
};

/// Why records could not be opened. The pipeline maps it to CONTRACT's `reason`.
enum class Failure : std::uint8_t {
    none,
    noKey,
    keyTooLate,
    missingPackets,
    unsupportedCipher,
    notTls,
    clientRejectedCertificate
};

/// What the handshake told. Absent facts are empty.
struct TlsFacts {
    std::string sni; ///< host_name of server_name, RFC 6066 § 3; the outer one with ECH
    std::vector<std::string> alpnOffered;
    std::string alpn; ///< what the server chose, when readable
    std::uint16_t version = 0; ///< negotiated: 0x0300 SSL 3.0 … 0x0304 TLS 1.3; 0 unknown
    std::uint16_t cipherSuite = 0; ///< negotiated; 0 unknown
    std::optional<std::array<std::uint8_t, 32>> clientRandom;
    std::string ja4; ///< JA4 of the ClientHello (FoxIO, BSD part), e.g. "t13d1516h2_8daaf6152771_b186095e22b6"
    std::uint32_t clientHellos = 0;
    bool encryptedClientHello = false; ///< the ECH extension was offered (may be GREASE)
    bool resumed = false;
    bool earlyData = false;
    Progress progress = Progress::handshake;
    Failure failure = Failure::none;
};

/// "TLS 1.2", "SSL 3.0"; empty for unknown numbers.
std::string versionName(std::uint16_t version);
/// IANA name, e.g. "TLS_AES_128_GCM_SHA256"; "0x1234" for numbers without a known name.
std::string cipherSuiteName(std::uint16_t suite);

/// Receives what a TlsConnection finds: as a StreamSink the application data of both sides in order
/// (with the origin of the packet that completed each record), and the facts whenever they change.
class TlsListener : public reassembly::StreamSink {
public:
    virtual void factsChanged(const TlsFacts &facts, base::Origin origin) = 0;
    virtual void anomaly(const base::Anomaly &anomaly, base::Origin origin) = 0;
};

} // namespace telltale::tls
