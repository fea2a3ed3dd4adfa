// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/apk/resource_chunk.h"
#include "attribution/apk/string_pool.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::attribution::apk {

/// Attributes of Android's own (AOSP frameworks/base, core/res/res/values/public-final.xml).
enum class AndroidAttribute : std::uint32_t {
    label = 0x01010001,
    icon = 0x01010002,
    src = 0x01010119,
    drawable = 0x01010199,
    color = 0x010101a5,
    roundIcon = 0x0101052c
};

struct XmlAttribute {
    std::uint32_t id = 0; ///< of the attribute as a resource; 0: it is none
    std::string name;
    std::string text; ///< where it is written as such
    ResourceValue value;
};

struct XmlElement {
    std::size_t depth = 0; ///< 0: the root
    std::string name;
    std::vector<XmlAttribute> attributes;

    /// By its id, which shrinkers keep, else by its name.
    [[nodiscard]] const XmlAttribute *find(AndroidAttribute id, std::string_view attributeName) const;
};

/// Reads compiled XML (ResXMLTree_header) element by element. Total. Views the octets it was made of.
class BinaryXml {
public:
    explicit BinaryXml(base::ByteView file);

    /// It begins as such a file does.
    [[nodiscard]] bool isXml() const { return m_isXml; }
    /// The next element that begins; nothing at the end, and where the rest is damaged.
    std::optional<XmlElement> next();

private:
    [[nodiscard]] std::optional<XmlElement> element(const Chunk &chunk) const;

    base::ByteView m_rest;
    StringPool m_strings;
    base::ByteView m_ids; ///< of the first strings: the attributes they name
    std::size_t m_depth = 0;
    std::size_t m_elements = 0;
    bool m_isXml = false;
};

} // namespace telltale::attribution::apk
