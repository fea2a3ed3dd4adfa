// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/json_string.h"

#include "decode/percent_text.h"

#include <optional>

namespace telltale::decode {

namespace {

/// The UTF-16 unit of "\uXXXX" at @p at.
std::optional<unsigned> escapedUnit(std::string_view text, std::size_t at)
{
    if (text.size() < 6 || at > text.size() - 6 || text[at] != '\\' || text[at + 1] != 'u')
        return {};
    unsigned unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return {};
        unit = unit * 16 + static_cast<unsigned>(digit);
    }
    return unit;
}

bool isSurrogate(unsigned unit)
{
    return unit >= 0xd800 && unit <= 0xdfff;
}

struct CodePoint {
    unsigned value = 0;
    std::size_t source = 0;
};

/// The code point escaped with "\u" at @p at; source 0 where there is none.
CodePoint escapedCodePoint(std::string_view text, std::size_t at)
{
    const auto first = escapedUnit(text, at);
    if (!first)
        return {};
    if (!isSurrogate(*first))
        return {*first, 6};
    const auto second = escapedUnit(text, at + 6);
    if (*first <= 0xdbff && second && *second >= 0xdc00 && *second <= 0xdfff)
        return {0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00), 12};
    return {0xfffd, 6};
}

std::size_t utf8Size(unsigned value)
{
    return value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
}

void putUtf8(base::ByteBuffer &out, unsigned value)
{
    const std::size_t size = utf8Size(value);
    if (size == 1) {
        out.push_back(static_cast<std::uint8_t>(value));
        return;
    }
    constexpr unsigned lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    out.push_back(static_cast<std::uint8_t>(lead[size] | (value >> (6 * (size - 1)))));
    for (std::size_t i = size - 1; i-- > 0;)
        out.push_back(static_cast<std::uint8_t>(0x80 | ((value >> (6 * i)) & 0x3f)));
}

char simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c; // '"', '\\' and '/' stand for themselves
    }
}

} // namespace

EncodedUnit jsonUnit(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return {};
    if (text[at] != '\\' || at + 1 == text.size())
        return {1, 1};
    if (const CodePoint point = escapedCodePoint(text, at); point.source != 0)
        return {point.source, utf8Size(point.value)};
    return {2, 1};
}

base::ByteBuffer decodeJsonString(std::string_view text)
{
    base::ByteBuffer decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const EncodedUnit unit = jsonUnit(text, at);
        if (unit.source == 1)
            decoded.push_back(static_cast<std::uint8_t>(text[at]));
        else if (unit.source == 2)
            decoded.push_back(static_cast<std::uint8_t>(simpleEscape(text[at + 1])));
        else
            putUtf8(decoded, escapedCodePoint(text, at).value);
        at += unit.source;
    }
    return decoded;
}

} // namespace telltale::decode
