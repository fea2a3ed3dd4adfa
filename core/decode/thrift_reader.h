// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/structure_sink.h"

namespace telltale::decode {

enum class ThriftProtocol : std::uint8_t { compact, binary };

/// Reads one Thrift struct, or one message with its header (apache/thrift, doc/specs
/// thrift-compact-protocol.md and thrift-binary-protocol.md), and gives its fields to @p sink, named by their
/// ids; elements of lists and sets are "[0]", "[1]"…, maps have their keys. The name of a message is
/// given as "method". False when @p bytes are not exactly one. At most 24 levels.
bool readThrift(base::ByteView bytes, ThriftProtocol protocol, StructureSink &sink);

/// Whether octets are a Thrift struct or message that holds words. Compact structs have no mark, so
/// they need several fields and mostly text; binary ones need the header of a message.
bool isThrift(base::ByteView bytes, ThriftProtocol protocol);

} // namespace telltale::decode
