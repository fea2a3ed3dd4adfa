// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/url_decoder.h"

#include "decode/content_shape.h"
#include "decode/form_fields.h"
#include "decode/tree_growth.h"

#include <algorithm>

namespace telltale::decode {

std::vector<std::uint32_t> UrlDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const std::string_view url = base::asText(tree.content(node));
    if (!isAbsoluteUrl(url))
        return {};
    // RFC 3986 § 3: the first '#' ends the query, whatever comes before it.
    const std::size_t hash = std::min(url.find('#'), url.size());
    const std::size_t question = std::min(url.substr(0, hash).find('?'), hash);
    std::vector<std::uint32_t> worthOpening;
    const auto addPart = [&](const char *step, base::ByteRange range) {
        if (range.empty() || !mayGrow(tree, node, limits))
            return;
        const std::uint32_t part = addStructure(tree, node, step, range);
        const std::string_view text = url.substr(range.from, range.size());
        if (text.find('=') == std::string_view::npos) {
            worthOpening.push_back(part);
            return;
        }
        const std::vector<std::uint32_t> fields = addFormFields(tree, part, limits);
        worthOpening.insert(worthOpening.end(), fields.begin(), fields.end());
    };
    addPart("query", {std::min(question + 1, hash), hash});
    addPart("fragment", {std::min(hash + 1, url.size()), url.size()});
    return worthOpening;
}

} // namespace telltale::decode
