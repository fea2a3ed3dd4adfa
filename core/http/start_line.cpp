// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/start_line.h"

#include <algorithm>
#include <array>

namespace telltale::http {
namespace {

constexpr std::size_t longestMethod = 32;
constexpr std::size_t longestStartLine = 64U << 10;
constexpr std::string_view versionPrefix = "HTTP/1.";

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string_view withoutLeadingLineEnds(std::string_view text)
{
    const std::size_t from = text.find_first_not_of("\r\n");
    return from == std::string_view::npos ? std::string_view{} : text.substr(from);
}

std::size_t methodLength(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::find_if_not(text, isTokenCharacter) - text.begin());
}

/// "HTTP/1." and a digit at the front.
std::optional<Version> versionAt(std::string_view text)
{
    if (!text.starts_with(versionPrefix) || text.size() <= versionPrefix.size() || !isDigit(text[versionPrefix.size()]))
        return std::nullopt;
    return text[versionPrefix.size()] == '0' ? Version::http10 : Version::http11;
}

} // namespace

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
        || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

std::optional<RequestLine> parseRequestLine(std::string_view line)
{
    const std::size_t method = methodLength(line);
    if (method == 0 || method > longestMethod || method == line.size() || !isSpace(line[method]))
        return std::nullopt;
    const std::size_t end = line.find_last_not_of(" \t\r");
    const std::string_view trimmed = line.substr(0, end + 1);
    const std::size_t gap = trimmed.find_last_of(" \t");
    if (gap == std::string_view::npos || gap < method)
        return std::nullopt;
    const std::string_view last = trimmed.substr(gap + 1);
    const auto version = versionAt(last);
    if (!version || last.size() != versionPrefix.size() + 1)
        return std::nullopt;
    const std::size_t from = trimmed.find_first_not_of(" \t", method);
    if (from > gap) // no target between method and version
        return std::nullopt;
    const std::size_t to = trimmed.find_last_not_of(" \t", gap);
    return RequestLine{trimmed.substr(0, method), trimmed.substr(from, to - from + 1), *version};
}

std::optional<StatusLine> parseStatusLine(std::string_view line)
{
    const auto version = versionAt(line);
    if (!version)
        return std::nullopt;
    std::string_view rest = line.substr(versionPrefix.size() + 1);
    const std::size_t digits = rest.find_first_not_of(" \t");
    if (digits == 0 || digits == std::string_view::npos || rest.size() < digits + 3)
        return std::nullopt;
    rest.remove_prefix(digits);
    if (!std::all_of(rest.begin(), rest.begin() + 3, isDigit) || rest[0] == '0')
        return std::nullopt;
    if (rest.size() > 3 && !isSpace(rest[3]) && rest[3] != '\r')
        return std::nullopt;
    return StatusLine{
        *version, static_cast<std::uint16_t>((rest[0] - '0') * 100 + (rest[1] - '0') * 10 + rest[2] - '0')};
}

std::size_t findRequestLine(std::string_view line)
{
    if (parseRequestLine(line))
        return 0;
    // Lost octets stand before it: only a method everybody knows can be told from them.
    static constexpr std::array<std::string_view, 9> known{
        "GET ", "POST ", "HEAD ", "PUT ", "DELETE ", "OPTIONS ", "PATCH ", "CONNECT ", "TRACE "};
    std::size_t best = std::string_view::npos;
    for (const std::string_view method : known) {
        const std::size_t at = line.rfind(method);
        const bool later = best == std::string_view::npos || at > best;
        if (at != std::string_view::npos && later && parseRequestLine(line.substr(at)))
            best = at;
    }
    return best;
}

std::size_t findStatusLine(std::string_view line)
{
    for (std::size_t at = line.find(versionPrefix); at != std::string_view::npos;
         at = line.find(versionPrefix, at + 1)) {
        if (parseStatusLine(line.substr(at)))
            return at;
    }
    return std::string_view::npos;
}

Likeness looksLikeHttp1Request(base::ByteView bytes)
{
    std::string_view text = withoutLeadingLineEnds(base::asText(bytes.first(std::min(bytes.size(), longestStartLine))));
    if (text.empty())
        return bytes.size() < longestMethod ? Likeness::needMore : Likeness::no;
    const std::size_t lineEnd = text.find('\n');
    if (lineEnd != std::string_view::npos)
        return parseRequestLine(text.substr(0, lineEnd)) ? Likeness::yes : Likeness::no;
    const std::size_t method = methodLength(text);
    if (method == text.size())
        return method <= longestMethod ? Likeness::needMore : Likeness::no;
    if (method == 0 || method > longestMethod || !isSpace(text[method]))
        return Likeness::no;
    if (std::ranges::any_of(
            text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r'; }))
        return Likeness::no;
    if (parseRequestLine(text))
        return Likeness::yes;
    return bytes.size() < longestStartLine ? Likeness::needMore : Likeness::no;
}

Likeness looksLikeHttp1Response(base::ByteView bytes)
{
    const std::string_view text =
        withoutLeadingLineEnds(base::asText(bytes.first(std::min<std::size_t>(bytes.size(), 256))));
    if (text.empty())
        return bytes.size() < longestMethod ? Likeness::needMore : Likeness::no;
    const std::size_t lineEnd = text.find('\n');
    if (parseStatusLine(text.substr(0, lineEnd)))
        return Likeness::yes;
    if (lineEnd != std::string_view::npos)
        return Likeness::no;
    const std::size_t known = std::min(text.size(), versionPrefix.size());
    if (text.substr(0, known) != versionPrefix.substr(0, known))
        return Likeness::no;
    std::string_view rest = text.substr(known);
    if (rest.size() <= 1)
        return rest.empty() || isDigit(rest[0]) ? Likeness::needMore : Likeness::no;
    rest.remove_prefix(1);
    const std::size_t digits = std::min(rest.find_first_not_of(" \t"), rest.size());
    rest.remove_prefix(digits);
    const bool plausible = digits > 0 && rest.size() < 3 && std::ranges::all_of(rest, isDigit) && text.size() < 256;
    return plausible ? Likeness::needMore : Likeness::no;
}

} // namespace telltale::http
