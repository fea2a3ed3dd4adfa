// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"

#include <string>

namespace telltale::leak {

/// True where the request opens a page in a browser's window: Sec-Fetch-Dest "document" with
/// Sec-Fetch-Mode "navigate" (W3C Fetch Metadata); without these headers, which old browsers and
/// plain http do not send, a GET by a browser that asks for HTML and names no Origin. Requests made
/// ahead of the user (Sec-Purpose, Purpose: prefetch) do not count.
bool isVisitedPage(const decode::OutgoingMessage &message);

/// The address without fragment, as the user knows it.
std::string visitedAddress(const session::Exchange &exchange);

} // namespace telltale::leak
