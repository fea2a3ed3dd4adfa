// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/form_fields.h"

#include "decode/percent_text.h"
#include "decode/tree_growth.h"

#include <algorithm>
#include <string_view>

namespace telltale::decode {

namespace {

std::string fieldName(std::string_view raw)
{
    if (!needsPercentDecoding(raw, Plus::asSpace))
        return std::string(raw);
    const base::ByteBuffer decoded = decodePercent(raw, Plus::asSpace);
    return std::string(base::asText(decoded));
}

} // namespace

std::vector<std::uint32_t> addFormFields(DecodeTree &tree, std::uint32_t structure, const base::Limits &limits)
{
    std::vector<std::uint32_t> worthOpening;
    // The octets stay where they are while nodes are added: their owner's buffer does not move.
    const std::string_view text = base::asText(tree.content(structure));
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('&', at), text.size());
        const std::string_view pair = text.substr(at, end - at);
        const std::size_t from = at;
        at = end + 1;
        if (pair.empty())
            continue;
        if (!mayGrow(tree, structure, limits))
            break;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const std::size_t value = std::min(from + equals + 1, end);
        const std::uint32_t member = addMember(tree, structure, fieldName(pair.substr(0, equals)), {value, end});
        const std::string_view raw = text.substr(value, end - value);
        if (!needsPercentDecoding(raw, Plus::asSpace)) {
            worthOpening.push_back(member);
            continue;
        }
        for (const std::uint32_t decoded :
            addDecoded(tree, member, "percent", decodePercent(raw, Plus::asSpace), limits))
            worthOpening.push_back(decoded);
    }
    return worthOpening;
}

} // namespace telltale::decode
