// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/hidden_content.h"

#include "decode/cbor_reader.h"
#include "decode/content_coding.h"
#include "decode/content_shape.h"
#include "decode/grpc_frames.h"
#include "decode/image_format.h"
#include "decode/message_pack_reader.h"
#include "decode/protobuf_reader.h"
#include "decode/raw_deflate.h"
#include "decode/thrift_reader.h"

namespace telltale::decode {

namespace {

constexpr std::size_t shortestBinary = 16;
constexpr std::size_t shortestDeflate = 24;

bool isStringHead(std::uint8_t octet)
{
    return (octet >= 0xa1 && octet < 0xc0) || octet == 0xd9 || (octet >= 0x61 && octet < 0x7a);
}

bool isContainerHead(std::uint8_t octet)
{
    return (octet >= 0x81 && octet <= 0xbf) || (octet >= 0xdc && octet <= 0xdf);
}

/// The fields that lie in the head, as far as it goes, all with low numbers.
bool beginsWithFields(base::ByteView head, std::size_t size)
{
    for (std::size_t at = 0; at + 1 < head.size();) {
        const unsigned tag = head[at];
        if (tag < 0x08 || tag >= 0x80)
            return at > 0 && tag >= 0x80; // a field above 15 needs a closer look
        const unsigned type = tag & 7U;
        ++at;
        if (type == 0) {
            while (at < head.size() && head[at] >= 0x80)
                ++at;
            ++at;
        } else if (type == 2) {
            if (head[at] >= 0x80)
                return true;
            at += 1U + head[at];
            if (at > size)
                return false;
        } else if (type == 1 || type == 5) {
            at += type == 1 ? 8 : 4;
        } else {
            return false;
        }
    }
    return true;
}

bool isGrpcOfProtobuf(base::ByteView octets)
{
    if (octets.size() < 5 || octets[0] != 0)
        return false;
    const auto frames = grpcFrames(octets);
    return !frames.empty() && !frames.back().cutOff
        && isProtobuf(octets.subspan(frames[0].message.from, frames[0].message.size()));
}

} // namespace

bool beginsLikeBinaryStructure(base::ByteView head, std::size_t size)
{
    if (head.size() < shortestBinary)
        return false;
    if (isKnownBinary(head) || base::asText(head).starts_with("bplist00"))
        return true;
    if (isContainerHead(head[0]) && (isStringHead(head[1]) || isContainerHead(head[1])))
        return true;
    if (size >= shortestDeflate && beginsLikeRawDeflate(head))
        return true;
    return head[0] == 0 || beginsWithFields(head, size);
}

bool hidesStructure(base::ByteView octets, const base::Limits &limits)
{
    if (isStructured(octets))
        return true;
    if (isZlib(octets) && decodeCoding(octets, "deflate", limits).complete)
        return true;
    if (octets.size() < shortestBinary)
        return false;
    if (imageFormat(octets) || base::asText(octets).starts_with("bplist00") || isMessagePack(octets) || isCbor(octets)
        || isProtobuf(octets) || isGrpcOfProtobuf(octets))
        return true;
    if (isThrift(octets, ThriftProtocol::compact))
        return true;
    return octets.size() >= shortestDeflate && textFromRawDeflate(octets, limits).has_value();
}

} // namespace telltale::decode
