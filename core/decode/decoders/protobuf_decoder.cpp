// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/protobuf_decoder.h"

#include "base/utf8.h"
#include "decode/protobuf_reader.h"
#include "decode/structure_builder.h"
#include "decode/structure_evidence.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

namespace {

bool isAnnounced(const DecodeTree &tree, std::uint32_t node, const Hints &hints)
{
    if (tree.node(node).parent != node && tree.node(tree.node(node).parent).step == "grpc")
        return true;
    return hints.contentType.find("protobuf") != std::string_view::npos && isWholeBody(tree, node);
}

bool isMessage(base::ByteView content, bool announced)
{
    if (!announced)
        return isProtobuf(content);
    StructureEvidence parses(content);
    return !base::isReadableText(base::asText(content)) && readProtobuf(content, parses);
}

} // namespace

std::vector<std::uint32_t> ProtobufDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const
{
    const base::ByteView content = tree.content(node);
    if (content.size() < 2 || !isMessage(content, isAnnounced(tree, node, hints)) || !mayGrow(tree, node, limits))
        return {};
    const std::uint32_t protobuf = addStructure(tree, node, "protobuf", {0, content.size()});
    tree.edit(protobuf).note = "guessed: fields by number, without the schema";
    StructureBuilder builder(tree, protobuf, limits);
    readProtobuf(content, builder);
    return builder.worthOpening();
}

} // namespace telltale::decode
