// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/structure_sink.h"

namespace telltale::decode {

/// Reads one CBOR data item (RFC 8949), which must be a map or an array, tagged or not, and gives its
/// members to @p sink. False when @p bytes are not exactly one such item. Keys that are no strings are
/// printed; tags are passed over; strings of indefinite length (§ 3.2.3) are given chunk by chunk under
/// one key. At most 32 levels.
bool readCbor(base::ByteView bytes, StructureSink &sink);

/// Whether octets are a CBOR map or array that holds words, by themselves.
bool isCbor(base::ByteView bytes);

} // namespace telltale::decode
