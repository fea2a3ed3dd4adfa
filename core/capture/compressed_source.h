// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "capture/byte_source.h"

#include <memory>

namespace telltale::capture {

/// Unpacks gzip (RFC 1952, several members too). @p inner must begin with its first octet.
std::unique_ptr<ByteSource> gzipSource(std::unique_ptr<ByteSource> inner);

/// Unpacks Zstandard (RFC 8878, several frames too).
std::unique_ptr<ByteSource> zstdSource(std::unique_ptr<ByteSource> inner);

/// Gives @p front once more before what @p inner has still to give.
std::unique_ptr<ByteSource> withFront(base::ByteBuffer front, std::unique_ptr<ByteSource> inner);

} // namespace telltale::capture
