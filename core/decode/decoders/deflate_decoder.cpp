// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/deflate_decoder.h"

#include "decode/raw_deflate.h"
#include "decode/structure_evidence.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

std::vector<std::uint32_t> DeflateDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const base::ByteView content = tree.content(node);
    if (!beginsLikeRawDeflate(content) || !beginsBinary(content))
        return {};
    auto octets = textFromRawDeflate(content, limits);
    if (!octets)
        return {};
    return addDecoded(tree, node, "raw deflate", std::move(*octets), limits);
}

} // namespace telltale::decode
