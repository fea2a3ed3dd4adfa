// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/message_pack_reader.h"

#include "encode.h"
#include "transcript.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(MessagePackReader, GivesEveryKindOfValue)
{
    Transcript transcript(messagePackEvent);
    EXPECT_TRUE(readMessagePack(base::asBytes(messagePackEvent), transcript));
    EXPECT_TRUE(transcript.text.starts_with(
        "event='search' props={ q='how to leave my job' n=-300 lat=47.5 ok=true none=null } list={ [0]=1 [1]='two' "
        "[2]=200 } 5='five' blob='"))
        << transcript.text;
    EXPECT_TRUE(isMessagePack(base::asBytes(messagePackEvent)));
}

TEST(MessagePackReader, NothingThatIsCutOffOrFollowed)
{
    for (std::size_t size = 0; size < messagePackEvent.size(); ++size) {
        Transcript transcript(messagePackEvent);
        EXPECT_FALSE(readMessagePack(base::asBytes(messagePackEvent).first(size), transcript)) << size;
    }
    EXPECT_FALSE(isMessagePack(base::asBytes(messagePackEvent + "x")));
    EXPECT_FALSE(isMessagePack(base::asBytes(cborEvent)));
}

TEST(MessagePackReader, DepthIsBounded)
{
    std::string deep(100, '\x91');
    deep += "\xa4word";
    Transcript transcript(deep);
    EXPECT_FALSE(readMessagePack(base::asBytes(deep), transcript));
}
