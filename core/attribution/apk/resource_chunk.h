// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_reader.h"
#include "base/bytes.h"

#include <cstdint>
#include <optional>

/// Compiled resources are chunks within chunks, all little-endian (AOSP frameworks/base,
/// libs/androidfw/include/androidfw/ ResourceTypes.h: ResChunk_header, Res_value).
namespace telltale::attribution::apk {

enum class ChunkType : std::uint16_t {
    strings = 0x0001,
    table = 0x0002,
    xml = 0x0003,
    startElement = 0x0102,
    endElement = 0x0103,
    resourceMap = 0x0180,
    package = 0x0200,
    type = 0x0201
};

struct Chunk {
    ChunkType type{};
    base::ByteView bytes; ///< all of it, with its header
    base::ByteView header; ///< at least eight octets
    [[nodiscard]] base::ByteView body() const { return bytes.subspan(header.size()); }
};

/// The chunk at the front; nothing where there is none, or not all of it.
inline std::optional<Chunk> firstChunk(base::ByteView bytes)
{
    constexpr std::size_t smallest = 8;
    base::ByteReader reader(bytes);
    const auto type = static_cast<ChunkType>(reader.u16le());
    const std::size_t headerSize = reader.u16le();
    const std::size_t size = reader.u32le();
    if (!reader.ok() || headerSize < smallest || headerSize > size || size > bytes.size())
        return std::nullopt;
    return Chunk{type, bytes.first(size), bytes.first(headerSize)};
}

/// A value of an attribute or a resource.
struct ResourceValue {
    enum Type : std::uint8_t {
        none = 0x00,
        reference = 0x01,
        string = 0x03,
        dynamicReference = 0x07,
        firstColour = 0x1c, ///< #aarrggbb; the four kinds of colours hold the same
        lastColour = 0x1f
    };
    std::uint8_t type = none;
    std::uint32_t data = 0;

    [[nodiscard]] bool isReference() const { return (type == reference || type == dynamicReference) && data != 0; }
    [[nodiscard]] bool isColour() const { return type >= firstColour && type <= lastColour; }
    friend bool operator==(const ResourceValue &, const ResourceValue &) = default;
};

/// Eight octets: size, a zero, type, data.
inline ResourceValue readValue(base::ByteReader &reader)
{
    reader.skip(3);
    const std::uint8_t type = reader.u8();
    return {type, reader.u32le()};
}

} // namespace telltale::attribution::apk
