// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "session/values.h"

#include <optional>

namespace telltale::session {

/// An exchange as octets, so that it can lie in a file while nobody looks at it. For this process
/// only: the form is that of this machine. The app is left out; who keeps exchanges keeps apps apart.
base::ByteBuffer encodeExchange(const Exchange &exchange);

/// The inverse; nothing for octets that encodeExchange() did not write.
std::optional<Exchange> decodeExchange(base::ByteView bytes);

} // namespace telltale::session
