// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

namespace telltale::leak {

/// Who made a request: a web page's scripts where the request names an Origin or a Referer, or where
/// Sec-Fetch-Site says that a page asked for it; else the app itself.
session::Sender senderOf(const session::HeaderList &headers);

} // namespace telltale::leak
