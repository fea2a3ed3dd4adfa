// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "decode/content_coding.h"
#include "decode/decode_tree.h"

#include <cstdint>
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

/// Adds a decompression with its verdict.
std::vector<std::uint32_t> addInflated(
    DecodeTree &tree, std::uint32_t node, std::string_view step, DecodedContent inflated, const base::Limits &limits);

/// Adds a step that is parsed in place: @p range of the node's content, octet for octet.
std::uint32_t addStructure(DecodeTree &tree, std::uint32_t node, std::string_view step, base::ByteRange range);

/// Adds a member selected from a structure, octet for octet.
std::uint32_t addMember(DecodeTree &tree, std::uint32_t structure, std::string key, base::ByteRange range);

} // namespace telltale::decode
