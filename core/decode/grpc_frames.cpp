// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/grpc_frames.h"

#include "base/byte_reader.h"

#include <algorithm>

namespace telltale::decode {

std::vector<GrpcFrame> grpcFrames(base::ByteView body)
{
    constexpr std::uint8_t compressedFlag = 0x01;
    constexpr std::uint8_t trailersFlag = 0x80;
    std::vector<GrpcFrame> frames;
    base::ByteReader reader(body);
    while (reader.remaining() >= 5) {
        const std::uint8_t flags = reader.u8();
        const std::uint32_t size = reader.u32be();
        if ((flags & ~(compressedFlag | trailersFlag)) != 0)
            return {};
        GrpcFrame frame;
        frame.compressed = (flags & compressedFlag) != 0;
        frame.trailers = (flags & trailersFlag) != 0;
        frame.cutOff = size > reader.remaining();
        const std::size_t from = reader.offset();
        reader.skip(std::min<std::size_t>(size, reader.remaining()));
        frame.message = {from, reader.offset()};
        frames.push_back(frame);
    }
    return reader.atEnd() ? frames : std::vector<GrpcFrame>();
}

} // namespace telltale::decode
