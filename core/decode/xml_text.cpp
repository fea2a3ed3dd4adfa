// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/xml_text.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace telltale::decode {

namespace {

struct Reference {
    std::size_t source = 0; ///< 0: none
    std::uint32_t codePoint = 0;
};

std::uint32_t numbered(std::string_view digits)
{
    const bool hex = digits.starts_with('x');
    if (hex)
        digits.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    const bool surrogate = value >= 0xd800 && value < 0xe000;
    if (error != std::errc() || end != digits.data() + digits.size() || value > 0x10ffff || surrogate)
        return 0;
    return value;
}

Reference referenceAt(std::string_view text, std::size_t at)
{
    constexpr std::size_t longest = 12;
    constexpr std::array<std::pair<std::string_view, char>, 5> predefined{
        {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
    if (text[at] != '&')
        return {};
    const std::size_t end = text.substr(at, longest).find(';');
    if (end == std::string_view::npos)
        return {};
    const std::string_view name = text.substr(at + 1, end - 1);
    if (name.starts_with('#')) {
        const std::uint32_t value = numbered(name.substr(1));
        return value == 0 ? Reference() : Reference{end + 1, value};
    }
    for (const auto &[known, character] : predefined) {
        if (name == known)
            return {end + 1, static_cast<std::uint32_t>(character)};
    }
    return {};
}

std::size_t utf8Size(std::uint32_t codePoint)
{
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

void append(base::ByteBuffer &octets, std::uint32_t codePoint)
{
    constexpr std::array<unsigned, 5> lead{0, 0, 0xc0, 0xe0, 0xf0};
    const std::size_t size = utf8Size(codePoint);
    octets.push_back(static_cast<std::uint8_t>(lead[size] | codePoint >> 6 * (size - 1)));
    for (std::size_t rest = size - 1; rest-- > 0;)
        octets.push_back(static_cast<std::uint8_t>(0x80 | (codePoint >> 6 * rest & 0x3f)));
}

} // namespace

EncodedUnit xmlUnit(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return {};
    const Reference reference = referenceAt(text, at);
    if (reference.source == 0)
        return {1, 1};
    return {reference.source, utf8Size(reference.codePoint)};
}

base::ByteBuffer decodeXmlText(std::string_view text)
{
    base::ByteBuffer octets;
    octets.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Reference reference = referenceAt(text, at);
        if (reference.source == 0) {
            octets.push_back(static_cast<std::uint8_t>(text[at++]));
            continue;
        }
        append(octets, reference.codePoint);
        at += reference.source;
    }
    return octets;
}

} // namespace telltale::decode
