// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/grpc_frames.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(GrpcFrames, TwoMessages)
{
    const auto frames = grpcFrames(base::asBytes(grpcFramesOfTwo));
    ASSERT_EQ(frames.size(), 2U);
    EXPECT_EQ(frames[0].message, (base::ByteRange{5, 28}));
    EXPECT_FALSE(frames[0].compressed);
    EXPECT_TRUE(frames[1].compressed);
    EXPECT_FALSE(frames[1].cutOff);
}

TEST(GrpcFrames, EveryCutGivesFramesOfTheRestOrNothing)
{
    for (std::size_t size = 0; size < grpcFramesOfTwo.size(); ++size) {
        const auto frames = grpcFrames(base::asBytes(grpcFramesOfTwo).first(size));
        for (const GrpcFrame &frame : frames)
            EXPECT_LE(frame.message.to, size);
        if (!frames.empty()) {
            EXPECT_EQ(frames.back().cutOff, size != 28) << size;
        }
    }
}

TEST(GrpcFrames, TrailersOfTheWebForm)
{
    const auto frames = grpcFrames(base::asBytes(std::string("\x80\0\0\0\x10grpc-status: 0\r\n", 21)));
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_TRUE(frames[0].trailers);
    EXPECT_TRUE(grpcFrames(base::asBytes("hello there")).empty());
}
