// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/grpc_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(GrpcDecoder, FramesPlainAndCompressed)
{
    Hints hints;
    hints.contentType = "application/grpc+proto";
    const DecodeTree tree = open(grpcFramesOfTwo, LocationKind::body, hints);
    EXPECT_EQ(at(tree, "grpc/[0]/protobuf/2"), "how to leave my job");
    EXPECT_EQ(at(tree, "grpc/[0]/protobuf/1"), "7");
    EXPECT_EQ(at(tree, "grpc/[1]/gzip/protobuf/2"), "how to leave my job");
    EXPECT_EQ(tree.node(*find(tree, "grpc/[1]")).note, "compressed");
    EXPECT_EQ(proof(tree, *find(tree, "grpc/[0]/protobuf/2")), "how to leave my job");
}

TEST(GrpcDecoder, WithoutTheContentTypeItNeedsWords)
{
    EXPECT_EQ(at(open(grpcFramesOfTwo), "grpc/[0]/protobuf/2"), "how to leave my job");
    EXPECT_EQ(open(std::string("\0\0\0\0\x04\x01\x02\x03\x04", 9)).nodes().size(), 1U);
}

TEST(GrpcDecoder, CutOffIsDamaged)
{
    Hints hints;
    hints.contentType = "application/grpc";
    const DecodeTree tree = open(grpcFramesOfTwo.substr(0, 40), LocationKind::body, hints);
    EXPECT_EQ(tree.node(*find(tree, "grpc/[1]")).verdict, Verdict::damaged);
    EXPECT_EQ(at(tree, "grpc/[0]/protobuf/2"), "how to leave my job");
}

TEST(GrpcDecoder, BombInAFrameStops)
{
    const std::string bomb = compress(std::string(5'000'000, 'a'));
    const auto size = static_cast<std::uint32_t>(bomb.size());
    std::string wire("\x01\0\0", 3);
    wire += {static_cast<char>(size >> 8), static_cast<char>(size & 0xff)};
    base::Limits limits;
    limits.decodedBytes = 100'000;
    const DecodeTree tree = open(wire + bomb, LocationKind::body, {}, limits);
    EXPECT_EQ(tree.node(*find(tree, "grpc/[0]/gzip")).verdict, Verdict::limit);
}
