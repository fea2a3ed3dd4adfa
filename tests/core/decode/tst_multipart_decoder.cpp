// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/multipart_decoder.h"

#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

const std::string part1 = "--XyZ\r\nContent-Disposition: form-data; name=\"word\"\r\n\r\nhow to leave\r\n";
const std::string part2 = "--XyZ\r\nContent-Type: text/plain\r\ncontent-disposition: form-data;name=n\r\n\r\n\r\n";

} // namespace

TEST(MultipartDecoder, PartsByName)
{
    const DecodeTree tree = open(part1 + part2 + "--XyZ--\r\n");
    EXPECT_EQ(at(tree, "multipart/word"), "how to leave");
    EXPECT_EQ(at(tree, "multipart/n"), "");
    EXPECT_EQ(tree.node(1).children.size(), 2U);
    EXPECT_EQ(tree.node(1).verdict, Verdict::opened);
    EXPECT_EQ(proof(tree, *find(tree, "multipart/word")), "how to leave");
}

TEST(MultipartDecoder, CutOffIsDamaged)
{
    const DecodeTree tree = open(part1 + "--XyZ\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nhal");
    EXPECT_EQ(at(tree, "multipart/b"), "hal");
    EXPECT_EQ(tree.node(1).verdict, Verdict::damaged);
}

TEST(MultipartDecoder, OtherTextIsNot)
{
    for (const std::string_view wire : {"--", "--\r\n\r\n", "-- a list\r\n-- b\r\n\r\nx", "--b\r\nno headers end"})
        EXPECT_EQ(open(wire).nodes().size(), 1U) << wire;
}
