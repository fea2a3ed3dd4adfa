// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/binary_xml.h"

#include "attribution/apk/apk_limits.h"

#include <algorithm>

namespace telltale::attribution::apk {

const XmlAttribute *XmlElement::find(AndroidAttribute id, std::string_view attributeName) const
{
    const auto known = std::find_if(attributes.begin(), attributes.end(),
        [id](const XmlAttribute &one) { return one.id == static_cast<std::uint32_t>(id); });
    if (known != attributes.end())
        return &*known;
    const auto named = std::find_if(attributes.begin(), attributes.end(),
        [attributeName](const XmlAttribute &one) { return one.id == 0 && one.name == attributeName; });
    return named == attributes.end() ? nullptr : &*named;
}

BinaryXml::BinaryXml(base::ByteView file)
{
    if (const auto chunk = firstChunk(file); chunk && chunk->type == ChunkType::xml) {
        m_isXml = true;
        m_rest = chunk->body();
    }
}

std::optional<XmlElement> BinaryXml::next()
{
    while (m_elements < ApkLimits::elements) {
        const auto chunk = firstChunk(m_rest);
        if (!chunk)
            break;
        m_rest = m_rest.subspan(chunk->bytes.size());
        if (chunk->type == ChunkType::strings) {
            m_strings = StringPool(*chunk);
        } else if (chunk->type == ChunkType::resourceMap) {
            m_ids = chunk->body();
        } else if (chunk->type == ChunkType::endElement) {
            m_depth -= m_depth > 0 ? 1 : 0;
        } else if (chunk->type == ChunkType::startElement) {
            ++m_elements;
            auto found = element(*chunk);
            ++m_depth;
            if (found)
                return found;
        }
    }
    m_rest = {};
    return std::nullopt;
}

/// ResXMLTree_attrExt: namespace, name, where the attributes begin, how large and how many they are.
std::optional<XmlElement> BinaryXml::element(const Chunk &chunk) const
{
    base::ByteReader reader(chunk.body());
    reader.skip(4);
    XmlElement element{m_depth, m_strings.at(reader.u32le()), {}};
    const std::size_t start = reader.u16le();
    const std::size_t size = reader.u16le();
    const std::size_t count = std::min<std::size_t>(reader.u16le(), ApkLimits::attributes);
    constexpr std::size_t smallest = 20;
    if (!reader.ok() || (count > 0 && size < smallest))
        return std::nullopt;
    for (std::size_t i = 0; i < count; ++i) {
        base::ByteReader at(chunk.body());
        at.skip(start + i * size + 4);
        const std::uint32_t name = at.u32le();
        const std::uint32_t text = at.u32le();
        const ResourceValue value = readValue(at);
        if (!at.ok())
            break;
        base::ByteReader id(m_ids);
        id.skip(std::size_t{name} * 4);
        const std::uint32_t number = id.u32le(); // 0 where there is none
        element.attributes.push_back({number, m_strings.at(name), m_strings.at(text), value});
    }
    return element;
}

} // namespace telltale::attribution::apk
