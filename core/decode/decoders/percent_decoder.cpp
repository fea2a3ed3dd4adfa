// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/percent_decoder.h"

#include "decode/percent_text.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

std::vector<std::uint32_t> PercentDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const std::string_view text = base::asText(tree.content(node));
    if (!isPercentEncoded(text))
        return {};
    return addDecoded(tree, node, "percent", decodePercent(text, Plus::asItself), limits);
}

} // namespace telltale::decode
