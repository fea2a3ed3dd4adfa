// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/compression_decoder.h"

#include "encode.h"
#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

DecodeTree decoded(std::string_view wire)
{
    DecodeTree tree(base::asBytes(wire));
    (void)CompressionDecoder().open(tree, 0, {}, {});
    return tree;
}

} // namespace

TEST(CompressionDecoder, EachFormatHasItsStep)
{
    EXPECT_EQ(at(decoded(compress("leave")), "gzip"), "leave");
    EXPECT_EQ(at(decoded(compress("leave", Compression::zlib)), "zlib"), "leave");
    EXPECT_EQ(at(decoded(compress("one ") + compress("two")), "gzip"), "one two");
    const std::string zstd("\x28\xb5\x2f\xfd\x20\x05\x29\x00\x00leave", 14);
    EXPECT_EQ(at(decoded(zstd), "zstd"), "leave");
}

TEST(CompressionDecoder, AWeakHeaderNeedsWholeData)
{
    const std::string zlib = compress(std::string(300, 'a') + "leave", Compression::zlib);
    EXPECT_EQ(decoded(zlib.substr(0, zlib.size() - 3)).nodes().size(), 1U);
    EXPECT_EQ(decoded("x\x9c is text that begins like zlib").nodes().size(), 1U);
    EXPECT_EQ(decoded("").nodes().size(), 1U);
}

TEST(CompressionDecoder, DamagedGzipIsKeptWithItsReason)
{
    std::string gzip = compress("how to leave my job");
    gzip[gzip.size() - 6] = static_cast<char>(gzip[gzip.size() - 6] ^ 0x55);
    const DecodeTree tree = decoded(gzip);
    EXPECT_EQ(at(tree, "gzip"), "how to leave my job");
    EXPECT_EQ(tree.node(1).verdict, Verdict::damaged);
    EXPECT_FALSE(tree.node(1).reason.empty());
}
