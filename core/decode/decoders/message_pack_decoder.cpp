// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/message_pack_decoder.h"

#include "decode/message_pack_reader.h"
#include "decode/structure_builder.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

std::vector<std::uint32_t> MessagePackDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const base::ByteView content = tree.content(node);
    if (!isMessagePack(content) || !mayGrow(tree, node, limits))
        return {};
    const std::uint32_t structure = addStructure(tree, node, "messagepack", {0, content.size()});
    StructureBuilder builder(tree, structure, limits);
    readMessagePack(content, builder);
    return builder.worthOpening();
}

} // namespace telltale::decode
