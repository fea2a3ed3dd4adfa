// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

namespace telltale::pipeline {

/// True for a datagram that begins with a QUIC long header of a version in use (RFC 9000 § 17.2,
/// RFC 9369, drafts 23 to 34, Google's and Facebook's numbers) with plausible connection id lengths.
bool looksLikeQuic(base::ByteView datagram);

} // namespace telltale::pipeline
