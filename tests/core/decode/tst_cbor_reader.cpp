// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/cbor_reader.h"

#include "encode.h"
#include "transcript.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(CborReader, GivesEveryKindOfValue)
{
    Transcript transcript(cborEvent);
    EXPECT_TRUE(readCbor(base::asBytes(cborEvent), transcript));
    EXPECT_TRUE(transcript.text.starts_with(
        "event='search' props={ q='how to leave my job' n=-300 lat=47.5 ok=true none=null } list={ [0]=1 [1]='two' "
        "[2]=200 } 5='five' blob='"))
        << transcript.text;
    EXPECT_TRUE(isCbor(base::asBytes(cborEvent)));
    EXPECT_FALSE(isCbor(base::asBytes(messagePackEvent)));
}

TEST(CborReader, TagsChunksAndIndefiniteLengths)
{
    Transcript transcript(cborIndefinite);
    EXPECT_TRUE(readCbor(base::asBytes(cborIndefinite), transcript));
    EXPECT_EQ(transcript.text, "when=1588291200 text='how to ' text='leave' half=1.5 arr={ [0]=1 [1]=2 } ");
    EXPECT_TRUE(isCbor(base::asBytes(cborIndefinite)));
}

TEST(CborReader, NothingThatIsCutOff)
{
    for (const std::string &wire : {cborEvent, cborIndefinite}) {
        for (std::size_t size = 0; size < wire.size(); ++size) {
            Transcript transcript(wire);
            EXPECT_FALSE(readCbor(base::asBytes(wire).first(size), transcript)) << size;
        }
    }
}
