// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "decode/content_coding.h"
#include "decode/decode_tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::decode {

/// A tree may hold this many times limits.decodedBytes in all its nodes together.
constexpr std::size_t treeBytesFactor = 4;

/// False when another node would be too many; @p node then says so (decode.node_limit).
bool mayGrow(DecodeTree &tree, std::uint32_t node, const base::Limits &limits);

/// False when @p octets more would be too many; @p node then says so (decode.size_limit).
bool mayHold(DecodeTree &tree, std::uint32_t node, std::size_t octets, const base::Limits &limits);

/// Adds a step that decodes the whole of @p node into @p octets; empty when a limit forbids it.
std::vector<std::uint32_t> addDecoded(
    DecodeTree &tree, std::uint32_t node, std::string_view step, base::ByteBuffer octets, const base::Limits &limits);

/// Adds a step that decodes only @p range of the node's content: a payload behind a prefix.
std::vector<std::uint32_t> addDecodedPart(DecodeTree &tree, std::uint32_t node, base::ByteRange range,
    std::string_view step, base::ByteBuffer octets, const base::Limits &limits);

/// Adds a decompression with its verdict.
std::vector<std::uint32_t> addInflated(
    DecodeTree &tree, std::uint32_t node, std::string_view step, DecodedContent inflated, const base::Limits &limits);

/// Adds a step that is parsed in place: @p range of the node's content, octet for octet.
std::uint32_t addStructure(DecodeTree &tree, std::uint32_t node, std::string_view step, base::ByteRange range);

/// Adds a member selected from a structure, octet for octet.
std::uint32_t addMember(DecodeTree &tree, std::uint32_t structure, std::string key, base::ByteRange range);

/// Nothing but content codings and compression lies between the node and the location: what the
/// message's headers say of the body is said of this node.
bool isWholeBody(const DecodeTree &tree, std::uint32_t node);

/// The name of the field that the node is the value of, also below the percent-encoding of a form.
std::string_view fieldOf(const DecodeTree &tree, std::uint32_t node);

/// The meant value of the field called @p name beside @p node's field, below its percent-encoding; null where there
/// is none.
std::optional<std::uint32_t> fieldBeside(const DecodeTree &tree, std::uint32_t node, std::string_view name);

} // namespace telltale::decode
