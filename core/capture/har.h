// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "capture/imported_exchange.h"

namespace telltale::capture {

/// Reads a HAR file (HTTP Archive 1.2): all entries that have a request, with the WebSocket messages
/// that Chrome, mitmproxy and HTTP Toolkit add to it. Bodies in base64 are decoded. Not JSON, or
/// JSON without log.entries, gives an error of kind input that says so.
base::Status readHar(base::ByteView json, const ExchangeSink &sink);

} // namespace telltale::capture
