// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/hpack_decoder.h"
#include "http/http_listener.h"

#include <cstdint>
#include <string>
#include <vector>

namespace telltale::http {

/// A decoded header section sorted into pseudo-headers and fields (RFC 9113 § 8.3).
struct Http2Head {
    std::string method;
    std::string path;
    std::string scheme;
    std::string authority; ///< :authority, else host
    std::string protocol; ///< RFC 8441
    std::uint16_t status = 0; ///< 0: absent or not three digits
    std::vector<Field> fields; ///< cookie crumbs joined with "; " (RFC 9113 § 8.2.3)
    bool malformed = false; ///< unknown, repeated or misplaced pseudo-headers

    /// Neither a request's nor a response's pseudo-headers: trailers.
    [[nodiscard]] bool isTrailers() const { return method.empty() && path.empty() && scheme.empty() && status == 0; }
    [[nodiscard]] bool isResponse() const { return status != 0; }
};

Http2Head sortHead(HeaderSection &&section);

/// Moves everything a listener is told about a request out of the head.
RequestHead toRequestHead(Http2Head &&head);

} // namespace telltale::http
