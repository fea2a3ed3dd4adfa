// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/lz_string_decoder.h"

#include "decode/json_scanner.h"
#include "decode/lz_string.h"
#include "decode/tree_growth.h"

#include <array>
#include <utility>

namespace telltale::decode {

std::vector<std::uint32_t> LzStringDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    constexpr std::size_t shortest = 8;
    constexpr std::array<std::pair<LzStringForm, std::string_view>, 3> forms{
        {{LzStringForm::base64, "compressToBase64"}, {LzStringForm::uriComponent, "compressToEncodedURIComponent"},
            {LzStringForm::utf16, "compressToUTF16"}}};
    const std::string_view text = base::asText(tree.content(node));
    if (text.size() < shortest)
        return {};
    for (const auto &[form, function] : forms) {
        if (!beginsLikeLzString(text, form))
            continue;
        auto octets = decodeLzString(text, form, limits);
        if (!octets || !isJson(base::asText(*octets)))
            continue;
        auto added = addDecoded(tree, node, "lzstring", std::move(*octets), limits);
        if (!added.empty())
            tree.edit(added.front()).note = function;
        return added;
    }
    return {};
}

} // namespace telltale::decode
