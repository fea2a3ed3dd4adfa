// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/thrift_reader.h"

#include "encode.h"
#include "transcript.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(ThriftReader, CompactMessage)
{
    Transcript transcript(thriftCompactMessage);
    EXPECT_TRUE(readThrift(base::asBytes(thriftCompactMessage), ThriftProtocol::compact, transcript));
    EXPECT_EQ(transcript.text,
        "method='report' 1={ 1='how to leave' 2=true 3=false } 2={ [0]='one' [1]='two' } 3={ k='value' } 4=1.5 ");
    EXPECT_TRUE(isThrift(base::asBytes(thriftCompactMessage), ThriftProtocol::compact));
}

TEST(ThriftReader, BinaryMessage)
{
    Transcript transcript(thriftBinaryMessage);
    EXPECT_TRUE(readThrift(base::asBytes(thriftBinaryMessage), ThriftProtocol::binary, transcript));
    EXPECT_EQ(transcript.text, "method='report' 1='how to leave' 2=-5 3=true 4={ [0]=3 [1]=4 } ");
    EXPECT_TRUE(isThrift(base::asBytes(thriftBinaryMessage), ThriftProtocol::binary));
}

TEST(ThriftReader, CompactStructHasNoMarkButWords)
{
    EXPECT_TRUE(isThrift(base::asBytes(umengPlain), ThriftProtocol::compact));
    EXPECT_FALSE(isThrift(base::asBytes(firebaseUpload), ThriftProtocol::compact));
    EXPECT_FALSE(isThrift(base::asBytes("how to leave my job"), ThriftProtocol::compact));
}

TEST(ThriftReader, CutsAreRefused)
{
    for (std::size_t size = 0; size < umengPlain.size(); ++size) {
        Transcript transcript(umengPlain);
        EXPECT_FALSE(readThrift(base::asBytes(umengPlain).first(size), ThriftProtocol::compact, transcript)) << size;
    }
}
