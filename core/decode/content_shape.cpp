// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/content_shape.h"

#include "base/utf8.h"
#include "decode/base64_text.h"
#include "decode/hidden_content.h"
#include "decode/json_scanner.h"
#include "decode/lz_string.h"
#include "decode/percent_text.h"

#include <algorithm>
#include <array>

namespace telltale::decode {

namespace {

using namespace std::string_view_literals;

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool startsWithIgnoringCase(std::string_view text, std::string_view prefix)
{
    return text.size() >= prefix.size()
        && std::equal(prefix.begin(), prefix.end(), text.begin(),
            [](char want, char got) { return want == got || (got >= 'A' && got <= 'Z' && want == got + 32); });
}

bool isFormName(std::string_view name)
{
    constexpr std::size_t longestName = 128;
    return !name.empty() && name.size() <= longestName && std::all_of(name.begin(), name.end(), [](char c) {
        return isAlphanumeric(c) || "_.-$[]%:"sv.find(c) != std::string_view::npos;
    });
}

bool isFormValue(std::string_view value)
{
    // Prose and cookies ("a=1; b=2") have spaces between their equal signs.
    if (value.find('=') != std::string_view::npos && value.find(' ') != std::string_view::npos)
        return false;
    return !value.starts_with('=') && std::none_of(value.begin(), value.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || "\"<>\\^`{}|"sv.find(c) != std::string_view::npos;
    });
}

enum class CharacterKind : std::uint8_t { other, encoding, space };

constexpr std::array<CharacterKind, 256> makeKinds()
{
    std::array<CharacterKind, 256> kinds{};
    for (const char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"sv)
        kinds[static_cast<unsigned char>(c)] = CharacterKind::encoding;
    for (const char c : " \r\n"sv)
        kinds[static_cast<unsigned char>(c)] = CharacterKind::space;
    return kinds;
}
constexpr std::array<CharacterKind, 256> kinds = makeKinds();

/// Of a character in the alphabets of base64; spaces and line ends may stand between.
CharacterKind kindOf(char c)
{
    return kinds[static_cast<unsigned char>(c)];
}

bool begins(base::ByteView head, std::size_t size)
{
    return isPromisingHead(head) || beginsLikeBinaryStructure(head, size);
}

/// Of a text in the alphabets of base64 and hexadecimal: whether any reading begins well.
bool hasPromisingHead(std::string_view text, std::size_t size)
{
    std::array<std::uint8_t, 24> head{};
    if (begins(base::ByteView(head).first(decodeBase64Head(text, head)), size / 4 * 3))
        return true;
    if (beginsLikeLzString(text, LzStringForm::base64) || beginsLikeLzString(text, LzStringForm::uriComponent))
        return true;
    std::size_t count = 0;
    for (; count < head.size() && 2 * count + 1 < text.size(); ++count) {
        const int high = hexDigit(text[2 * count]);
        const int low = hexDigit(text[2 * count + 1]);
        if (high < 0 || low < 0)
            return false;
        head[count] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return begins(base::ByteView(head).first(count), size / 2);
}

} // namespace

bool isGzip(base::ByteView bytes)
{
    return bytes.size() >= 10 && bytes[0] == 0x1f && bytes[1] == 0x8b && bytes[2] == 8 && (bytes[3] & 0xe0) == 0;
}

bool isZlib(base::ByteView bytes)
{
    return bytes.size() >= 6 && (bytes[0] & 0x0f) == 8 && bytes[0] <= 0x78 && (bytes[1] & 0x20) == 0
        && (bytes[0] * 256U + bytes[1]) % 31 == 0;
}

bool isZstd(base::ByteView bytes)
{
    return base::asText(bytes).starts_with("\x28\xb5\x2f\xfd");
}

bool isAbsoluteUrl(std::string_view text)
{
    constexpr std::array schemes{"http://"sv, "https://"sv, "ws://"sv, "wss://"sv};
    for (const std::string_view scheme : schemes) {
        if (!startsWithIgnoringCase(text, scheme) || text.size() == scheme.size())
            continue;
        if (text[scheme.size()] == '/' || text[scheme.size()] == '?')
            return false;
        return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
    }
    return false;
}

bool isFormShaped(std::string_view text)
{
    constexpr std::size_t longest = 64U << 20;
    if (text.size() < 3 || text.size() > longest)
        return false;
    bool anyValue = false;
    bool single = true;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('&', at), text.size());
        const std::string_view pair = text.substr(at, end - at);
        at = end + 1;
        if (pair.empty())
            continue;
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos || !isFormName(pair.substr(0, equals))
            || !isFormValue(pair.substr(equals + 1)))
            return false;
        anyValue = anyValue || equals + 1 < pair.size();
        single = single && end == text.size();
    }
    // One pair alone is weak evidence: "E = mc2" and ends of base64 look like it too.
    if (single && text.find(' ') != std::string_view::npos)
        return false;
    return anyValue;
}

bool isKnownBinary(base::ByteView bytes)
{
    constexpr std::array magics{"\xff\xd8\xff"sv, "\x89PNG"sv, "GIF8"sv, "RIFF"sv, "PK\x03\x04"sv, "OggS"sv,
        "\x1a\x45\xdf\xa3"sv, "wOF2"sv, "wOFF"sv, "%PDF"sv, "ID3"sv, "fLaC"sv, "7z\xbc\xaf"sv,
        "\xfd"
        "7zXZ"sv,
        "BZh"sv, "\x04\x22\x4d\x18"sv};
    const std::string_view text = base::asText(bytes);
    const bool mp4 = text.size() > 8 && text.substr(4, 4) == "ftyp";
    return mp4 || std::any_of(magics.begin(), magics.end(), [text](std::string_view magic) {
        return text.starts_with(magic);
    });
}

bool isStructured(base::ByteView bytes)
{
    if (isGzip(bytes) || isZstd(bytes))
        return true;
    const std::string_view text = base::asText(bytes);
    if (text.empty())
        return false;
    const char first = text.front();
    if (first == '{' || first == '[')
        return isJson(text);
    return base::isReadableText(text) && (isAbsoluteUrl(text) || (text.size() >= 6 && isFormShaped(text)));
}

bool isPromisingHead(base::ByteView head)
{
    if (isGzip(head) || isZlib(head) || isZstd(head))
        return true;
    // The head may end inside a character; three octets less never do.
    const std::string_view begin = base::asText(head);
    for (std::size_t cut = 0; cut < 4 && cut < begin.size(); ++cut) {
        if (base::isReadableText(begin.substr(0, begin.size() - cut)))
            return true;
    }
    return false;
}

bool isPlainValue(std::string_view text)
{
    if (text.size() < 4)
        return true;
    if (static_cast<unsigned char>(text.front()) < 0x20 || static_cast<unsigned char>(text.front()) >= 0x80)
        return false;
    if ("{[\"-<"sv.find(text.front()) != std::string_view::npos || text.starts_with("eyJ"))
        return false;
    // Encodings need their marker, or a run that is long enough to hide something.
    constexpr std::size_t shortestEncoding = 8;
    constexpr std::size_t shortestInside = 24;
    bool encoding = text.size() >= shortestEncoding;
    std::size_t run = 0;
    std::string_view inside;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '%' || c == '=')
            return false;
        const CharacterKind kind = kindOf(c);
        encoding = encoding && kind != CharacterKind::other;
        run = kind == CharacterKind::encoding ? run + 1 : 0;
        if (run == shortestInside && inside.empty())
            inside = text.substr(at + 1 - shortestInside, shortestInside);
    }
    if (encoding)
        return !hasPromisingHead(text, text.size());
    return !isAbsoluteUrl(text) && (inside.empty() || !hasPromisingHead(inside, text.size()));
}

} // namespace telltale::decode
