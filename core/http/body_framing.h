// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "http/http_listener.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace telltale::http {

enum class Framing : std::uint8_t {
    none, ///< no body
    length, ///< Content-Length octets
    chunked, ///< chunks (RFC 9112 § 7.1)
    untilEnd, ///< everything until the connection closes
};

struct BodyFraming {
    Framing kind = Framing::none;
    std::uint64_t length = 0; ///< of Framing::length
    std::vector<base::Anomaly> anomalies; ///< http.smuggling, http.bad_content_length
};

/// How long the body of a request is (RFC 9112 § 6.3).
BodyFraming requestFraming(const std::vector<Field> &fields);

/// The same for a final response to @p method (empty when the request was not captured). The
/// tunnels of CONNECT and 101 are the caller's matter.
BodyFraming responseFraming(std::uint16_t status, std::string_view method, const std::vector<Field> &fields);

} // namespace telltale::http
