// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/slice.h"

namespace telltale::net {

/// Which anomaly it is that @p needed octets are not there: the snap length cut them off, or they
/// were never sent.
inline const char *cutOr(const char *malformed, const Slice &slice, std::size_t needed)
{
    return slice.wire >= needed ? "net.truncated" : malformed;
}

} // namespace telltale::net
