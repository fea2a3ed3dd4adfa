// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/thrift_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(ThriftDecoder, BothProtocols)
{
    EXPECT_EQ(at(open(thriftCompactMessage), "thrift-compact/1/1"), "how to leave");
    EXPECT_EQ(at(open(thriftBinaryMessage), "thrift-binary/1"), "how to leave");
    EXPECT_EQ(at(open(thriftBinaryMessage), "thrift-binary/method"), "report");
}

TEST(ThriftDecoder, EnvelopeOfUmeng)
{
    EXPECT_EQ(at(open(umengPlain), "thrift-compact/7/zlib/json/q"), "how to leave my job");
    EXPECT_EQ(at(open(umengPlain), "thrift-compact/2"), "5f1a2b3c4d5e6f7081920000");
}
