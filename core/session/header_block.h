// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "session/values.h"

#include <string_view>

namespace telltale::session {

/// A header section as it lies in the payload store: for each field two little-endian 32-bit
/// lengths, then name and value.
base::ByteBuffer encodeHeaders(const HeaderList &headers);

/// The inverse; stops at the first field that does not fit.
HeaderList decodeHeaders(base::ByteView block);

/// The value of the first field of that name, compared without regard to ASCII case; empty if none.
std::string_view headerValue(const HeaderList &headers, std::string_view name);

} // namespace telltale::session
