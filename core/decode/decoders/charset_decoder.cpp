// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/charset_decoder.h"

#include "base/utf8.h"
#include "decode/charset_text.h"
#include "decode/tree_growth.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace telltale::decode {

namespace {

constexpr std::size_t longestName = 24;

/// By 8 octets, since nearly all text is.
bool isAscii(std::string_view text)
{
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t octets = 0;
        std::memcpy(&octets, text.data() + at, sizeof octets);
        if ((octets & 0x8080808080808080) != 0)
            return false;
    }
    return std::none_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
        [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::string lower(std::string_view name)
{
    std::string text(name);
    std::transform(text.begin(), text.end(), text.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

bool isCharsetName(std::string_view name)
{
    return name.size() >= 3 && name.size() <= longestName && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    });
}

/// RFC 9110 § 8.3.2: the parameter of a content type.
std::string charsetOf(std::string_view contentType)
{
    const std::string type = lower(contentType);
    const std::size_t at = type.find("charset=");
    if (at == std::string::npos)
        return {};
    std::string_view value = std::string_view(type).substr(at + 8);
    if (value.starts_with('"'))
        value.remove_prefix(1);
    return std::string(value.substr(0, value.find_first_of("\"; ")));
}

std::string statedCharset(const DecodeTree &tree, std::uint32_t node, const Hints &hints)
{
    constexpr std::array<std::string_view, 5> names{"ie", "charset", "enc", "encoding", "_charset_"};
    for (const std::string_view name : names) {
        if (node == 0)
            break;
        if (const auto field = fieldBeside(tree, node, name))
            return lower(base::asText(tree.content(*field)));
    }
    return charsetOf(hints.contentType);
}

/// RFC 2781 § 3.2: text begins with a byte order mark and holds no unit of zero.
std::string_view utf16By(std::string_view text)
{
    if (text.size() < 4 || text.size() % 2 != 0)
        return {};
    return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ? "utf-16" : "";
}

} // namespace

std::vector<std::uint32_t> CharsetDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const
{
    const std::string_view text = base::asText(tree.content(node));
    if (text.size() < 2 || isAscii(text) || base::isUtf8(text))
        return {};
    std::string charset(utf16By(text));
    bool guessed = false;
    std::optional<std::string> utf8;
    if (charset.empty())
        charset = statedCharset(tree, node, hints);
    if (isCharsetName(charset) && charset != "utf-8" && charset != "utf8")
        utf8 = toUtf8(text, charset == "gb2312" || charset == "gbk" ? "gb18030" : charset);
    if (!utf8) {
        guessed = true;
        charset = guessCharset(text);
        utf8 = charset.empty() ? std::nullopt : toUtf8(text, charset);
    }
    if (!utf8 || !base::isReadableText(*utf8))
        return {};
    auto added = addDecoded(tree, node, charset, base::toBuffer(base::asBytes(*utf8)), limits);
    for (const std::uint32_t step : added) {
        tree.edit(step).mapping = Mapping::whole;
        if (guessed)
            tree.edit(step).note = "charset guessed";
    }
    return added;
}

} // namespace telltale::decode
