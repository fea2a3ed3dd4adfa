// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/byte_reader.h"
#include "http/frame_reader.h"

#include <algorithm>

namespace telltale::http {
namespace {

constexpr std::uint32_t defaultFrameSize = 16384;

bool mayFollow(FrameType type, std::uint8_t flags)
{
    switch (type) {
    case FrameType::data:
        return (flags & ~(frame_flag::endStream | frame_flag::padded)) == 0;
    case FrameType::headers:
        return (flags & ~(frame_flag::endStream | frame_flag::endHeaders | frame_flag::padded | frame_flag::priority))
            == 0;
    case FrameType::pushPromise:
        return (flags & ~(frame_flag::endHeaders | frame_flag::padded)) == 0;
    case FrameType::continuation:
        return (flags & ~frame_flag::endHeaders) == 0;
    case FrameType::settings:
    case FrameType::ping:
        return (flags & ~frame_flag::ack) == 0;
    default:
        return flags == 0;
    }
}

bool sizeFits(const FrameHeader &header)
{
    switch (header.type) {
    case FrameType::priority:
        return header.length == 5;
    case FrameType::rstStream:
    case FrameType::windowUpdate:
        return header.length == 4;
    case FrameType::settings:
        return header.length % 6 == 0 && header.length <= 256 && (!header.has(frame_flag::ack) || header.length == 0);
    case FrameType::ping:
        return header.length == 8;
    case FrameType::goAway:
        return header.length >= 8 && header.length <= defaultFrameSize;
    case FrameType::headers:
        return header.length > 0 && header.length <= defaultFrameSize;
    default:
        return header.length <= defaultFrameSize;
    }
}

/// Whole frames at the front, until the SETTINGS that every connection starts with.
Likeness startsWithSettings(base::ByteView bytes)
{
    for (int frames = 0; frames < 4; ++frames) {
        if (bytes.size() < frameHeaderSize)
            return Likeness::needMore;
        const FrameHeader header = parseFrameHeader(bytes.first(frameHeaderSize));
        if (header.stream != 0 || !isPlausible(header))
            return Likeness::no;
        if (header.type == FrameType::settings) {
            // RFC 9113 § 6.5.1: identifiers are small; 0x?a?a is grease.
            const bool hasIdentifier = header.length == 0 || bytes.size() >= frameHeaderSize + 2;
            if (!hasIdentifier)
                return Likeness::needMore;
            const bool known = header.length == 0 || (bytes[9] == 0 && bytes[10] > 0 && bytes[10] <= 0x10)
                || ((bytes[9] & 0x0FU) == 0x0AU && (bytes[10] & 0x0FU) == 0x0AU);
            return known ? Likeness::yes : Likeness::no;
        }
        if (header.type != FrameType::windowUpdate && header.type != FrameType::ping)
            return Likeness::no;
        bytes = bytes.subspan(std::min<std::size_t>(bytes.size(), frameHeaderSize + header.length));
    }
    return Likeness::no;
}

} // namespace

FrameHeader parseFrameHeader(base::ByteView nineBytes)
{
    base::ByteReader reader(nineBytes);
    FrameHeader header;
    header.length = reader.u24be();
    header.type = static_cast<FrameType>(reader.u8());
    header.flags = reader.u8();
    header.stream = reader.u32be() & 0x7FFFFFFFU;
    return header;
}

bool isPlausible(const FrameHeader &header)
{
    if (header.type > FrameType::continuation || !mayFollow(header.type, header.flags) || !sizeFits(header))
        return false;
    switch (header.type) {
    case FrameType::settings:
    case FrameType::ping:
    case FrameType::goAway:
        return header.stream == 0;
    case FrameType::windowUpdate:
        return true;
    default:
        return header.stream != 0;
    }
}

Likeness looksLikeHttp2(base::ByteView bytes)
{
    const std::size_t known = std::min(bytes.size(), http2Preface.size());
    if (base::asText(bytes.first(known)) == http2Preface.substr(0, known))
        return known == http2Preface.size() ? Likeness::yes : Likeness::needMore;
    if (bytes.size() < 3)
        return bytes[0] == 0 ? Likeness::needMore : Likeness::no;
    if (bytes[0] != 0 || bytes[1] > 1) // no such connection starts with a frame that large
        return Likeness::no;
    return startsWithSettings(bytes);
}

} // namespace telltale::http
