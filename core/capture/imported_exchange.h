// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace telltale::capture {

/// A request or response as another program recorded it: after TLS, and often after decoding.
struct ImportedMessage {
    std::string httpVersion; ///< as written there: "HTTP/1.1", "h2"; may be empty
    std::vector<std::pair<std::string, std::string>> headers; ///< in order
    base::ByteBuffer body; ///< empty where it was not recorded
    std::optional<base::Timestamp> end; ///< when its last octet came, where known
    bool bodyDecoded = false; ///< content codings were taken off already (HAR); the headers still name them
};

struct ImportedWebSocketMessage {
    base::Timestamp time;
    bool sent = false; ///< by the client
    std::uint8_t opcode = 1; ///< 1 text, 2 binary (RFC 6455 section 5.2)
    base::ByteBuffer payload;
};

/// One exchange of a HAR file or mitmproxy flow dump: no packets, no connection.
struct ImportedExchange {
    base::Timestamp time; ///< the request's beginning
    std::string method;
    std::string url; ///< absolute
    std::string serverAddress; ///< IP text; empty where unknown
    ImportedMessage request;
    std::optional<ImportedMessage> response;
    std::optional<int> status; ///< absent without response
    std::vector<ImportedWebSocketMessage> messages;
};

/// Takes the exchanges in file order.
using ExchangeSink = std::function<void(ImportedExchange &&)>;

/// Reads the file through the reader of its format (HAR or mitmproxy). An error of kind input names
/// the file; exchanges before a damaged place were given to the sink already.
base::Status importExchanges(const std::string &path, const ExchangeSink &sink);

} // namespace telltale::capture
