// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/base64_text.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace telltale::decode {

namespace {

constexpr std::uint8_t foreign = 0xff;
constexpr std::uint8_t lineBreak = 0xfe;

constexpr std::array<std::uint8_t, 256> makeValues()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(foreign);
    for (std::size_t i = 0; i < 26; ++i) {
        values['A' + i] = static_cast<std::uint8_t>(i);
        values['a' + i] = static_cast<std::uint8_t>(26 + i);
    }
    for (std::size_t i = 0; i < 10; ++i)
        values['0' + i] = static_cast<std::uint8_t>(52 + i);
    values['+'] = values['-'] = values[' '] = 62;
    values['/'] = values['_'] = 63;
    values['\r'] = values['\n'] = lineBreak;
    return values;
}
constexpr std::array<std::uint8_t, 256> values = makeValues();

std::uint8_t valueOf(char c)
{
    return values[static_cast<unsigned char>(c)];
}

std::string_view withoutPadding(std::string_view text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    for (int i = 0; i < 2 && !text.empty() && text.back() == '='; ++i)
        text.remove_suffix(1);
    return text;
}

bool contains(std::string_view text, char c)
{
    return text.find(c) != std::string_view::npos;
}

bool hasTwoOctetLetter(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xe0) == 0xc0; });
}

} // namespace

bool isBase64Alphabet(std::string_view text)
{
    const std::string_view characters = withoutPadding(text);
    return !characters.empty()
        && std::all_of(characters.begin(), characters.end(), [](char c) { return valueOf(c) != foreign; });
}

std::optional<Base64Text> decodeBase64(std::string_view text)
{
    const std::string_view characters = withoutPadding(text);
    Base64Text decoded;
    decoded.padded = characters.size() < text.size() && contains(text.substr(characters.size()), '=');
    decoded.octets.reserve(characters.size() / 4 * 3 + 3);
    std::uint32_t group = 0;
    unsigned bits = 0;
    std::size_t count = 0;
    bool standard = false;
    bool urlSafe = false;
    for (const char c : characters) {
        const std::uint8_t value = valueOf(c);
        if (value == lineBreak)
            continue;
        if (value == foreign)
            return {};
        if (value >= 62) {
            decoded.spaces = decoded.spaces || c == ' ';
            standard = standard || c == '+' || c == '/' || c == ' ';
            urlSafe = urlSafe || c == '-' || c == '_';
        }
        ++count;
        group = (group << 6 | value) & 0xffffff;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            decoded.octets.push_back(static_cast<std::uint8_t>(group >> bits));
        }
    }
    if (count == 0 || (standard && urlSafe))
        return {};
    decoded.cutOff = count % 4 == 1;
    decoded.canonical = (group & ((1U << bits) - 1)) == 0;
    return decoded;
}

std::size_t decodeBase64Head(std::string_view text, std::span<std::uint8_t, 24> into)
{
    std::uint32_t group = 0;
    unsigned bits = 0;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size() && count < into.size(); ++at) {
        const std::uint8_t value = valueOf(text[at]);
        if (value == lineBreak)
            continue;
        if (value == foreign)
            break;
        group = (group << 6 | value) & 0xffffff;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            into[count++] = static_cast<std::uint8_t>(group >> bits);
        }
    }
    return count;
}

bool hasBothCases(std::string_view text)
{
    constexpr std::size_t looked = 32;
    bool capital = false;
    bool small = false;
    for (const char c : text.substr(0, looked)) {
        capital = capital || (c >= 'A' && c <= 'Z');
        small = small || (c >= 'a' && c <= 'z');
    }
    return capital && small;
}

bool hidesText(std::string_view text, const Base64Text &decoded)
{
    if (decoded.spaces || decoded.cutOff || !decoded.canonical)
        return false;
    const std::string_view octets = base::asText(decoded.octets);
    // Padding is a mark that identifiers do not have, so less text is enough behind it.
    const std::size_t enough = decoded.padded ? 4 : 9;
    if (octets.size() < enough || !base::isReadableText(octets))
        return false;
    const auto any = [text](int (*is)(int)) {
        return std::any_of(text.begin(), text.end(), [is](char c) { return is(static_cast<unsigned char>(c)) != 0; });
    };
    if (!any(std::islower) || !any(std::isupper))
        return false;
    const auto wordLike = std::count_if(octets.begin(), octets.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return octet >= 0x80 || octet == ' ' || std::isalnum(octet) != 0;
    });
    // Random tokens this short become text by chance, mostly with punctuation or two-octet letters in it.
    const bool isShort = octets.size() < 16;
    if (isShort && !decoded.padded && hasTwoOctetLetter(octets))
        return false;
    return static_cast<std::size_t>(wordLike) * 10 >= octets.size() * (isShort ? 9 : 6);
}

} // namespace telltale::decode
