// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/grpc_decoder.h"

#include "decode/content_shape.h"
#include "decode/grpc_frames.h"
#include "decode/protobuf_reader.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

namespace {

bool isGrpc(base::ByteView content, const std::vector<GrpcFrame> &frames)
{
    if (frames.empty() || frames.back().cutOff)
        return false;
    const base::ByteView first = content.subspan(frames[0].message.from, frames[0].message.size());
    return isProtobuf(first) || (frames[0].compressed && isGzip(first));
}

void describe(DecodeTree &tree, std::uint32_t member, const GrpcFrame &frame)
{
    Node &node = tree.edit(member);
    if (frame.trailers)
        node.note = "trailers";
    else if (frame.compressed)
        node.note = "compressed";
    if (!frame.cutOff)
        return;
    node.verdict = Verdict::damaged;
    node.reason = "the body ends inside this gRPC message";
}

} // namespace

std::vector<std::uint32_t> GrpcDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const
{
    const base::ByteView content = tree.content(node);
    if (content.size() < 5 || (content[0] & 0x7e) != 0)
        return {};
    const std::vector<GrpcFrame> frames = grpcFrames(content);
    const bool announced = hints.contentType.starts_with("application/grpc") && isWholeBody(tree, node);
    if (frames.empty() || (!announced && !isGrpc(content, frames)) || !mayGrow(tree, node, limits))
        return {};
    const std::uint32_t grpc = addStructure(tree, node, "grpc", {0, content.size()});
    std::vector<std::uint32_t> worthOpening;
    for (const GrpcFrame &frame : frames) {
        if (!mayGrow(tree, grpc, limits))
            break;
        const std::size_t index = tree.node(grpc).children.size();
        const std::uint32_t member = addMember(tree, grpc, "[" + std::to_string(index) + "]", frame.message);
        describe(tree, member, frame);
        if (!frame.trailers)
            worthOpening.push_back(member);
    }
    return worthOpening;
}

} // namespace telltale::decode
