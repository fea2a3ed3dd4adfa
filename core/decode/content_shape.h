// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string_view>

namespace telltale::decode {

/// Cheap questions about what some octets could be. None of them copies or decodes.

bool isGzip(base::ByteView bytes); ///< RFC 1952 § 2.3.1: magic, deflate, no reserved flag
bool isZlib(base::ByteView bytes); ///< RFC 1950 § 2.2: a valid two-octet header; two octets say little
bool isZstd(base::ByteView bytes); ///< RFC 8878 § 3.1.1: magic

/// An absolute URL with authority (http, https, ws, wss) and nothing that a URL cannot contain.
bool isAbsoluteUrl(std::string_view text);

/// application/x-www-form-urlencoded by its shape alone: name=value pairs between '&', names that
/// look like names, nothing that would have been percent-encoded except spaces.
bool isFormShaped(std::string_view text);

/// An image, video, archive or other format with a magic of its own, whose octets are even but not secret.
bool isKnownBinary(base::ByteView bytes);

/// One of the structures that the decoders open further: JSON, gzip, zstd, URL, form.
/// zlib is not asked for here, as its header alone says too little.
bool isStructured(base::ByteView bytes);

/// Whether octets that begin like this could be text or a compressed format: the quick test that keeps
/// most identifiers from being decoded as a whole.
bool isPromisingHead(base::ByteView head);

/// Whether no decoder could make anything of this text, so that none needs to be asked.
bool isPlainValue(std::string_view text);

} // namespace telltale::decode
