// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/lines_decoder.h"

#include "base/utf8.h"
#include "decode/content_shape.h"
#include "decode/json_scanner.h"
#include "decode/tree_growth.h"

#include <algorithm>

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

bool areForms(std::string_view text, const Ranges &lines)
{
    return lines.size() >= 2 && std::all_of(lines.begin(), lines.end(), [text](base::ByteRange line) {
        const std::string_view form = slice(text, line);
        return form.find('&') != std::string_view::npos && isFormShaped(form);
    });
}

} // namespace

std::vector<std::uint32_t> LinesDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const std::string_view text = base::asText(tree.content(node));
    const bool json = text.starts_with('{') || text.starts_with('[');
    if (!json && text.find('\n') == std::string_view::npos)
        return {};
    Ranges members = linesOf(text);
    const bool envelope = json && isEnvelope(text, members);
    if (json && !envelope)
        members = textsInARow(text);
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
