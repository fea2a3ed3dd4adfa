// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/structure_sink.h"

namespace telltale::decode {

/// Reads a protobuf message without its schema (protobuf.dev, "Encoding") and gives its fields to
/// @p sink, named by their numbers. False when @p message is not one message from end to end.
///
/// A field that occurs several times is given several times under the same name; so are the numbers
/// of a packed field. What the schema would say is guessed, the same for the same octets:
/// - a length-delimited field is text where it is readable, unless it is a message that only looks
///   readable because its tag and length are printable; else a message where it parses as one from
///   end to end; else a packed field where it is nothing but small numbers; else octets.
/// - eight octets are a real number where that is of common size, else printed as "0x…" (like
///   `protoc --decode_raw`); four octets likewise. Varints are natural numbers.
/// Groups (deprecated), field numbers above 2^29-1 and more than 16 levels are not read.
bool readProtobuf(base::ByteView message, StructureSink &sink);

/// A varint of at most ten octets at @p at, which is moved behind it; nothing where there is none.
std::optional<std::uint64_t> readVarint(base::ByteView bytes, std::size_t &at);

/// Whether octets whose source says nothing are a protobuf message: it parses and holds words.
bool isProtobuf(base::ByteView bytes);

/// The quick test before: begins with the tag and the length or number of a low field.
bool beginsLikeProtobuf(base::ByteView head, std::size_t size);

} // namespace telltale::decode
