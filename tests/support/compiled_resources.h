// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/apk/resource_chunk.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// Compiled resources as aapt writes them, for tests that want one thing of them.
namespace telltale::test {

using attribution::apk::ChunkType;
using attribution::apk::ResourceValue;

inline std::string little(std::uint64_t value, std::size_t octets)
{
    std::string text;
    for (std::size_t i = 0; i < octets; ++i)
        text += static_cast<char>(value >> 8 * i & 0xff);
    return text;
}
inline std::string u16(std::uint64_t value)
{
    return little(value, 2);
}
inline std::string u32(std::uint64_t value)
{
    return little(value, 4);
}

/// @param header  behind the first eight octets
inline std::string chunk(ChunkType type, const std::string &header, const std::string &body)
{
    return u16(static_cast<std::uint16_t>(type)) + u16(8 + header.size()) + u32(8 + header.size() + body.size())
        + header + body;
}

/// In UTF-8, or of ASCII in UTF-16.
inline std::string pool(const std::vector<std::string> &strings, bool utf8 = true)
{
    std::string offsets, data;
    for (const std::string &one : strings) {
        offsets += u32(data.size());
        if (utf8) {
            data += little(one.size(), 1) + little(one.size(), 1) + one + '\0';
            continue;
        }
        data += u16(one.size());
        for (const char c : one + '\0')
            data += u16(static_cast<unsigned char>(c));
    }
    while (data.size() % 4 != 0)
        data += '\0';
    const std::string header =
        u32(strings.size()) + u32(0) + u32(utf8 ? 1U << 8 : 0) + u32(28 + offsets.size()) + u32(0);
    return chunk(ChunkType::strings, header, offsets + data);
}

inline std::string value(const ResourceValue &value)
{
    return u16(8) + little(0, 1) + little(value.type, 1) + u32(value.data);
}

constexpr std::uint32_t noString = 0xffffffff;

struct Attribute {
    std::uint32_t name = 0; ///< number of its string
    ResourceValue value;
    std::uint32_t text = noString;
};

inline std::string begin(std::uint32_t name, const std::vector<Attribute> &attributes = {})
{
    std::string body =
        u32(noString) + u32(name) + u16(20) + u16(20) + u16(attributes.size()) + u16(0) + u16(0) + u16(0);
    for (const Attribute &one : attributes)
        body += u32(noString) + u32(one.name) + u32(one.text) + value(one.value);
    return chunk(ChunkType::startElement, u32(1) + u32(noString), body);
}
inline std::string end(std::uint32_t name)
{
    return chunk(ChunkType::endElement, u32(1) + u32(noString), u32(noString) + u32(name));
}

/// @param ids  of the attributes that the first strings name
inline std::string xml(
    const std::vector<std::string> &strings, const std::vector<std::uint32_t> &ids, const std::string &nodes)
{
    std::string map;
    for (const std::uint32_t id : ids)
        map += u32(id);
    return chunk(ChunkType::xml, {}, pool(strings) + chunk(ChunkType::resourceMap, {}, map) + nodes);
}

struct Config {
    std::string language = {}; ///< two letters
    unsigned density = 0;
    unsigned version = 0;
    unsigned night = 0;
};

inline std::string config(const Config &config)
{
    std::string text = u32(36) + u32(0) + (config.language.empty() ? u16(0) : config.language) + u16(0);
    text += u16(0) + u16(config.density) + u32(0) + u32(0) + u16(config.version) + u16(0);
    return text + little(0, 1) + little(config.night, 1) + u16(0) + u32(0);
}

/// The values of one type in one configuration, by the number of their entries.
inline std::string type(
    unsigned number, const Config &of, const std::map<unsigned, ResourceValue> &values, unsigned count = 4)
{
    std::string offsets, entries;
    for (unsigned i = 0; i < count; ++i) {
        const auto found = values.find(i);
        offsets += u32(found == values.end() ? 0xffffffff : entries.size());
        if (found != values.end())
            entries += u16(8) + u16(0) + u32(0) + value(found->second);
    }
    const std::string about = config(of);
    const std::size_t header = 8 + 12 + about.size();
    return chunk(ChunkType::type, little(number, 1) + little(0, 3) + u32(count) + u32(header + offsets.size()) + about,
        offsets + entries);
}

/// Of one package, number 0x7f.
inline std::string table(const std::vector<std::string> &strings, const std::string &types)
{
    const std::string package =
        chunk(ChunkType::package, u32(0x7f) + std::string(256, '\0') + u32(0) + u32(0) + u32(0) + u32(0), types);
    return chunk(ChunkType::table, u32(1), pool(strings) + package);
}

} // namespace telltale::test
