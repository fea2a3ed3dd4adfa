// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::intercept {

/// What the relay must know of a ClientHello (RFC 8446 § 4.1.2, RFC 5246 § 7.4.1.2) to choose its way.
struct ClientHello {
    std::string host; ///< server_name in lower case, without a final dot; empty when none was sent
    std::vector<std::string> alpn; ///< as offered
    std::uint16_t newestVersion = 0; ///< supported_versions where sent, the legacy field otherwise
    bool encryptedClientHello = false; ///< the extension is there, real or grease
};

enum class HelloScan {
    needMore, ///< so far it may be one
    complete,
    notTls, ///< anything else, also an SSL 2.0 hello, a broken or an overlong one
};

/// Looks for one whole ClientHello at the front of @p bytes, which may be cut into records anyhow.
/// Total: any bytes give an answer. @p hello is written when complete.
HelloScan scanClientHello(base::ByteView bytes, ClientHello &hello);

/// Letters, digits, hyphen, underscore and dots, with labels of 1 to 63 and 253 in all: may stand in a
/// certificate. An IP address is not a host name (RFC 6066 § 3).
bool isHostName(std::string_view name);

} // namespace telltale::intercept
