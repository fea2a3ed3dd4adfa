// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/multipart_decoder.h"

#include "decode/tree_growth.h"

#include <algorithm>
#include <optional>

namespace telltale::decode {

namespace {

/// "--boundary" as the body itself begins with: RFC 2046 § 5.1.1. Not taken from the content type,
/// which is missing for a body inside another layer.
std::string_view delimiterOf(std::string_view text)
{
    constexpr std::size_t longest = 2 + 70;
    const std::size_t end = text.find("\r\n");
    if (!text.starts_with("--") || end == std::string_view::npos || end < 3 || end > longest)
        return {};
    return text.substr(0, end);
}

/// The value of name="…" (or name=token) in a part's header section.
std::string fieldName(std::string_view headers)
{
    std::size_t at = headers.find(" name=");
    if (at == std::string_view::npos)
        at = headers.find(";name=");
    if (at == std::string_view::npos)
        return {};
    std::string_view value = headers.substr(at + 6);
    if (value.starts_with('"')) {
        value.remove_prefix(1);
        return std::string(value.substr(0, value.find('"')));
    }
    return std::string(value.substr(0, value.find_first_of("; \r\n")));
}

struct Part {
    std::string name;
    base::ByteRange body;
    std::size_t next = 0; ///< where the following delimiter begins; npos when the body was cut off
};

/// The part whose delimiter ends at @p at.
std::optional<Part> partAt(std::string_view text, std::size_t at, std::string_view delimiter)
{
    if (text.substr(at, 2) != "\r\n")
        return {};
    const std::size_t blank = text.find("\r\n\r\n", at);
    if (blank == std::string_view::npos)
        return {};
    Part part;
    part.name = fieldName(text.substr(at, blank - at));
    const std::size_t from = blank + 4;
    // The line end in front of a delimiter belongs to the delimiter; an empty part shares the header's.
    const std::string lineDelimiter = "\r\n" + std::string(delimiter);
    const std::size_t to = text.find(lineDelimiter, from - 2);
    part.next = to == std::string_view::npos ? to : to + 2;
    part.body = {from, std::clamp(to, from, text.size())};
    return part;
}

} // namespace

std::vector<std::uint32_t> MultipartDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const std::string_view text = base::asText(tree.content(node));
    const std::string_view delimiter = delimiterOf(text);
    if (delimiter.empty())
        return {};
    std::optional<Part> part = partAt(text, delimiter.size(), delimiter);
    if (!part || part->name.empty() || !mayGrow(tree, node, limits))
        return {};
    const std::uint32_t multipart = addStructure(tree, node, "multipart", {0, text.size()});
    std::vector<std::uint32_t> worthOpening;
    while (part && mayGrow(tree, multipart, limits)) {
        std::string key = part->name.empty() ? "[" + std::to_string(worthOpening.size()) + "]" : part->name;
        worthOpening.push_back(addMember(tree, multipart, std::move(key), part->body));
        if (part->next == std::string_view::npos) {
            tree.edit(multipart).verdict = Verdict::damaged;
            tree.edit(multipart).reason = "multipart body ends without its closing delimiter";
            break;
        }
        part = partAt(text, part->next + delimiter.size(), delimiter);
    }
    return worthOpening;
}

} // namespace telltale::decode
