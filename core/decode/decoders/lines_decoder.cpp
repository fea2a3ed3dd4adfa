// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/lines_decoder.h"

#include "base/utf8.h"
#include "decode/content_shape.h"
#include "decode/json_scanner.h"
#include "decode/tree_growth.h"

#include <algorithm>
#include <charconv>

namespace telltale::decode {

namespace {

using Ranges = std::vector<base::ByteRange>;

/// The lines that are not empty, without their ends.
Ranges linesOf(std::string_view text)
{
    Ranges lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::size_t to = end > at && text[end - 1] == '\r' ? end - 1 : end;
        if (to > at)
            lines.push_back({at, to});
        at = end + 1;
    }
    return lines;
}

std::string_view slice(std::string_view text, base::ByteRange range)
{
    return text.substr(range.from, range.size());
}

bool isJsonLine(std::string_view line)
{
    return (line.starts_with('{') || line.starts_with('[')) && isJson(line);
}

/// JSON texts one directly behind the other ("{…}{…}"), as some loggers write them.
Ranges textsInARow(std::string_view text)
{
    Ranges texts;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '{' && text[at] != '[')
            return {};
        JsonScanner scanner(text.substr(at), JsonScanner::Mode::firstValue);
        JsonToken token = scanner.next();
        while (token != JsonToken::end && token != JsonToken::error)
            token = scanner.next();
        if (token == JsonToken::error)
            return {};
        texts.push_back({at, at + scanner.position()});
        at = std::min(text.find_first_not_of(" \t\r\n", at + scanner.position()), text.size());
    }
    return texts;
}

/// An envelope: its first line and at least one more are JSON, whatever lies in between.
bool isEnvelope(std::string_view text, const Ranges &lines)
{
    if (lines.size() < 2 || !isJsonLine(slice(text, lines.front())))
        return false;
    return std::any_of(
        lines.begin() + 1, lines.end(), [text](base::ByteRange line) { return isJsonLine(slice(text, line)); });
}

/// The value of a member "length" or "type" of a JSON object on one line, with its quotes; empty
/// where there is none.
std::string_view memberOf(std::string_view object, std::string_view name)
{
    JsonScanner scanner(object);
    int depth = 0;
    bool wanted = false;
    for (JsonToken token = scanner.next(); token != JsonToken::end && token != JsonToken::error;
         token = scanner.next()) {
        const std::string_view text = object.substr(scanner.from(), scanner.to() - scanner.from());
        if (token == JsonToken::key) {
            wanted = depth == 1 && text == name;
            continue;
        }
        if (wanted)
            return text;
        depth += token == JsonToken::beginObject || token == JsonToken::beginArray ? 1 : 0;
        depth -= token == JsonToken::endObject || token == JsonToken::endArray ? 1 : 0;
    }
    return {};
}

std::size_t lineEnd(std::string_view text, std::size_t at)
{
    return std::min(text.find('\n', at), text.size());
}

/// A Sentry envelope (develop.sentry.dev, "Envelopes"): a header line, then items of a header line with
/// "type" and a payload, which has the octets that "length" says or else ends with its line.
Ranges sentryItems(std::string_view text)
{
    Ranges parts{{0, lineEnd(text, 0)}};
    if (!isJsonLine(slice(text, parts[0])))
        return {};
    for (std::size_t at = parts[0].to + 1; at < text.size();) {
        const base::ByteRange header{at, lineEnd(text, at)};
        at = header.to + 1;
        const std::string_view line = slice(text, header);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        if (!isJsonLine(line) || memberOf(line, "type").empty())
            return {};
        parts.push_back(header);
        if (at >= text.size())
            break;
        const std::string_view digits = memberOf(line, "length");
        std::size_t length = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), length);
        const bool stated = read.ec == std::errc() && read.ptr != digits.data();
        const std::size_t end = stated ? at + std::min(length, text.size() - at) : lineEnd(text, at);
        if (end > at)
            parts.push_back({at, end});
        at = end < text.size() && text[end] == '\n' ? end + 1 : end;
    }
    return parts.size() >= 2 ? parts : Ranges();
}

/// GA4 sends its events on lines; one without parameters of its own is a single pair.
bool areForms(std::string_view text, const Ranges &lines)
{
    const auto isForm = [text](base::ByteRange line) {
        const std::string_view form = slice(text, line);
        return (form.find('&') != std::string_view::npos || form.starts_with("en=")) && isFormShaped(form);
    };
    return lines.size() >= 2 && std::all_of(lines.begin(), lines.end(), isForm);
}

} // namespace

std::vector<std::uint32_t> LinesDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const std::string_view text = base::asText(tree.content(node));
    const bool json = text.starts_with('{') || text.starts_with('[');
    if (!json && text.find('\n') == std::string_view::npos)
        return {};
    Ranges members = json ? sentryItems(text) : linesOf(text);
    if (json && members.empty()) {
        members = linesOf(text);
        if (!isEnvelope(text, members))
            members = textsInARow(text);
    }
    if (json ? members.size() < 2 : !areForms(text, members))
        return {};
    if (!mayGrow(tree, node, limits))
        return {};
    const std::uint32_t structure = addStructure(tree, node, json ? "ndjson" : "lines", {0, text.size()});
    std::vector<std::uint32_t> worthOpening;
    for (const base::ByteRange &range : members) {
        if (!mayGrow(tree, structure, limits))
            break;
        worthOpening.push_back(addMember(tree, structure, "[" + std::to_string(worthOpening.size()) + "]", range));
    }
    return worthOpening;
}

} // namespace telltale::decode
