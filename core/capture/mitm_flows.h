// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "capture/imported_exchange.h"

namespace telltale::capture {

/// Reads a mitmproxy flow dump: one tnetstring dictionary for each flow, versions 7 to 21. Gives the
/// HTTP flows with their WebSocket messages; flows of other kinds (TCP, UDP, DNS) are passed over.
/// Old dumps (before version 12) keep the messages in a flow of their own, which names its handshake:
/// they are joined, also where several such flows name the same one.
base::Status readMitmFlows(base::ByteView dump, const ExchangeSink &sink);

} // namespace telltale::capture
