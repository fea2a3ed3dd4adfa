// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/unique_descriptor.h"
#include "net/address.h"

namespace telltale::engine {

/// A socket of @p type (SOCK_DGRAM or SOCK_STREAM, which listens then) at an end of this computer; reading it does not
/// wait. A null address: all of IPv4; port 0: one that the system chooses. An error of kind privilege names the end.
base::Result<capture::UniqueDescriptor> listenAt(const net::Endpoint &at, int type);

} // namespace telltale::engine
