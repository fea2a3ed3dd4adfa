// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/cbor_decoder.h"

#include "decode/cbor_reader.h"
#include "decode/structure_builder.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

std::vector<std::uint32_t> CborDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const base::ByteView content = tree.content(node);
    if (!isCbor(content) || !mayGrow(tree, node, limits))
        return {};
    const std::uint32_t structure = addStructure(tree, node, "cbor", {0, content.size()});
    StructureBuilder builder(tree, structure, limits);
    readCbor(content, builder);
    return builder.worthOpening();
}

} // namespace telltale::decode
