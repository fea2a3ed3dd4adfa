// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/hex_decoder.h"

#include "encode.h"
#include "random_octets.h"
#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

DecodeTree decoded(std::string_view wire)
{
    DecodeTree tree(base::asBytes(wire));
    (void)HexDecoder().open(tree, 0, {}, {});
    return tree;
}

} // namespace

TEST(HexDecoder, TextAndStructures)
{
    EXPECT_EQ(at(decoded(hex("how to leave my job")), "hex"), "how to leave my job");
    EXPECT_EQ(at(decoded(hex("{\"a\":\"leave\"}")), "hex"), "{\"a\":\"leave\"}");
    const std::string gzip = compress("leave");
    EXPECT_EQ(at(decoded(hex(gzip)), "hex"), gzip);
}

TEST(HexDecoder, DigestsAndNumbersAreNot)
{
    for (const std::string &text : {std::string("d41d8cd98f00b204e9800998ecf8427e"), std::string("3132333435363738"),
             hex(randomOctets(64)), std::string("616263"), std::string("61626364656667686")})
        EXPECT_EQ(decoded(text).nodes().size(), 1U) << text;
}
