// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/resource_table.h"

#include "attribution/apk/apk_limits.h"

#include <optional>

namespace telltale::attribution::apk {

namespace {

constexpr std::size_t typeHeaderBytes = 20; ///< the configuration stands behind

/// Two octets hold two letters, or three in packed form (ResTable_config::unpackLanguage).
std::string readLanguage(std::uint8_t first, std::uint8_t second)
{
    if (first == 0)
        return {};
    if ((first & 0x80U) == 0)
        return {static_cast<char>(first), static_cast<char>(second)};
    const auto letter = [](unsigned bits) { return static_cast<char>('a' + (bits & 0x1fU)); };
    return {letter(second), letter(static_cast<unsigned>(second) >> 5 | (first & 0x03U) << 3),
        letter(static_cast<unsigned>(first & 0x7cU) >> 2)};
}

/// Older files have a shorter one: what is missing is not said.
ResourceConfig readConfig(base::ByteView header)
{
    base::ByteReader size(header.subspan(typeHeaderBytes));
    const std::size_t length = size.u32le();
    const base::ByteView bytes = header.subspan(typeHeaderBytes);
    const auto octet = [&](std::size_t at) -> std::uint8_t {
        return at < length && at < bytes.size() ? bytes[at] : std::uint8_t{0};
    };
    const auto pair = [&](std::size_t at) {
        return static_cast<std::uint16_t>(octet(at) | static_cast<unsigned>(octet(at + 1)) << 8);
    };
    ResourceConfig config;
    config.language = readLanguage(octet(8), octet(9));
    config.density = pair(14);
    config.version = pair(24);
    const bool operators = pair(4) != 0 || pair(6) != 0;
    const bool screen = pair(12) != 0 || pair(16) != 0 || pair(18) != 0 || pair(20) != 0 || pair(22) != 0
        || octet(28) != 0 || octet(29) != 0 || pair(30) != 0 || pair(32) != 0 || pair(34) != 0 || pair(48) != 0;
    config.special = operators || screen || octet(10) != 0;
    return config;
}

/// Where the entry stands behind the list of offsets (ResTable_type: dense, sparse, or of two octets).
std::optional<std::size_t> offsetOf(const Chunk &type, std::uint16_t entry)
{
    constexpr std::uint8_t sparse = 0x01, short16 = 0x02;
    base::ByteReader header(type.header);
    header.skip(9);
    const std::uint8_t flags = header.u8();
    header.skip(2);
    const std::size_t count = header.u32le();
    base::ByteReader list(type.body());
    if ((flags & sparse) != 0) {
        for (std::size_t i = 0; i < count && list.ok(); ++i) {
            const std::uint16_t number = list.u16le();
            const std::uint16_t offset = list.u16le();
            if (list.ok() && number == entry)
                return std::size_t{offset} * 4;
        }
        return std::nullopt;
    }
    if (entry >= count)
        return std::nullopt;
    const bool isShort = (flags & short16) != 0;
    list.skip(std::size_t{entry} * (isShort ? 2 : 4));
    const std::uint32_t offset = isShort ? list.u16le() : list.u32le();
    if (!list.ok() || offset == (isShort ? 0xffffU : 0xffffffffU))
        return std::nullopt;
    return std::size_t{offset} * (isShort ? 4 : 1);
}

/// ResTable_entry: a single value stands behind it, or in it where it is compact.
std::optional<ResourceValue> valueAt(const Chunk &type, std::size_t offset)
{
    constexpr std::uint16_t complex = 0x0001, compact = 0x0008;
    base::ByteReader header(type.header);
    header.skip(16);
    const std::size_t start = header.u32le();
    base::ByteReader entry(type.bytes);
    entry.skip(start);
    entry.skip(offset);
    const std::size_t size = entry.u16le();
    const std::uint16_t flags = entry.u16le();
    const std::uint32_t data = entry.u32le(); // the key's name, or the value
    if (!entry.ok() || (flags & complex) != 0)
        return std::nullopt;
    if ((flags & compact) != 0)
        return ResourceValue{static_cast<std::uint8_t>(flags >> 8), data};
    constexpr std::size_t smallest = 8;
    if (size < smallest)
        return std::nullopt;
    entry.skip(size - smallest);
    const ResourceValue value = readValue(entry);
    return entry.ok() ? std::optional(value) : std::nullopt;
}

} // namespace

ResourceTable::ResourceTable(base::ByteView file)
{
    const auto table = firstChunk(file);
    if (!table || table->type != ChunkType::table)
        return;
    base::ByteView rest = table->body();
    while (const auto chunk = firstChunk(rest)) {
        if (chunk->type == ChunkType::strings)
            m_strings = StringPool(*chunk);
        else if (chunk->type == ChunkType::package)
            readPackage(*chunk);
        rest = rest.subspan(chunk->bytes.size());
    }
}

void ResourceTable::readPackage(const Chunk &package)
{
    base::ByteReader header(package.header);
    header.skip(8);
    const std::uint32_t number = header.u32le() & 0xffU;
    base::ByteView rest = package.body();
    while (const auto chunk = firstChunk(rest)) {
        const bool isType = chunk->type == ChunkType::type && chunk->header.size() >= typeHeaderBytes + 4;
        if (isType && m_types.size() < ApkLimits::typeChunks)
            m_types.push_back({number << 8 | chunk->header[8], *chunk});
        rest = rest.subspan(chunk->bytes.size());
    }
}

std::vector<ResourceEntry> ResourceTable::find(std::uint32_t id) const
{
    std::vector<ResourceEntry> entries;
    for (const Type &type : m_types) {
        if (type.number != id >> 16 || entries.size() >= ApkLimits::entries)
            continue;
        const auto offset = offsetOf(type.chunk, static_cast<std::uint16_t>(id & 0xffffU));
        const auto value = offset ? valueAt(type.chunk, *offset) : std::nullopt;
        if (!value)
            continue;
        const bool isText = value->type == ResourceValue::string;
        entries.push_back({readConfig(type.chunk.header), *value, isText ? m_strings.at(value->data) : std::string()});
    }
    return entries;
}

} // namespace telltale::attribution::apk
