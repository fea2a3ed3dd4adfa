// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/structure_sink.h"

namespace telltale::decode {

/// Reads one MessagePack value (github.com/msgpack/msgpack, spec.md), which must be a map or an array,
/// and gives its members to @p sink. False when @p bytes are not exactly one such value. Keys that
/// are no strings are printed; extensions are given as their octets. At most 32 levels.
bool readMessagePack(base::ByteView bytes, StructureSink &sink);

/// Whether octets are a MessagePack map or array that holds words, by themselves.
bool isMessagePack(base::ByteView bytes);

} // namespace telltale::decode
