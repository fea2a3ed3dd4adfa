// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/limits.h"

#include <optional>

namespace telltale::decode {

/// Whether octets may begin with a compressed deflate block (RFC 1951 § 3.2.3): no stored block, which
/// any octets could be, and no reserved type.
bool beginsLikeRawDeflate(base::ByteView head);

/// What bare deflate hides: text or a structure, out of a stream that ends with the last octet.
/// Nothing for anything else, also for what grows beyond the limits of content_coding.h.
std::optional<base::ByteBuffer> textFromRawDeflate(base::ByteView bytes, const base::Limits &limits);

} // namespace telltale::decode
