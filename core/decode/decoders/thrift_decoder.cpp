// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/thrift_decoder.h"

#include "decode/structure_builder.h"
#include "decode/thrift_reader.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

std::vector<std::uint32_t> ThriftDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    if (node != 0 && tree.node(node).step.empty())
        return {};
    const base::ByteView content = tree.content(node);
    const bool compact = isThrift(content, ThriftProtocol::compact);
    if ((!compact && !isThrift(content, ThriftProtocol::binary)) || !mayGrow(tree, node, limits))
        return {};
    const std::uint32_t thrift =
        addStructure(tree, node, compact ? "thrift-compact" : "thrift-binary", {0, content.size()});
    tree.edit(thrift).note = "fields by number, without the schema";
    StructureBuilder builder(tree, thrift, limits);
    readThrift(content, compact ? ThriftProtocol::compact : ThriftProtocol::binary, builder);
    return builder.worthOpening();
}

} // namespace telltale::decode
