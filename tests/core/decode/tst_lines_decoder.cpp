// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/lines_decoder.h"

#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(LinesDecoder, EnvelopeWithAnAttachmentInBetween)
{
    const DecodeTree tree =
        open("{\"dsn\":\"d\"}\n{\"type\":\"attachment\"}\nnot json\n{\"type\":\"event\"}\n{\"q\":\"leave\"}");
    EXPECT_EQ(at(tree, "ndjson/[0]/json/dsn"), "d");
    EXPECT_EQ(at(tree, "ndjson/[2]"), "not json");
    EXPECT_EQ(at(tree, "ndjson/[4]/json/q"), "leave");
    EXPECT_EQ(proof(tree, *find(tree, "ndjson/[4]/json/q")), "leave");
}

TEST(LinesDecoder, TextsDirectlyBehindEachOther)
{
    EXPECT_EQ(at(open("{\"a\":1}{\"b\":\"two\"} [3]"), "ndjson/[1]/json/b"), "two");
}

TEST(LinesDecoder, FormsOnLines)
{
    EXPECT_EQ(at(open("en=view&dl=x\r\nen=search&q=leave\r\n"), "lines/[1]/form/q"), "leave");
}

TEST(LinesDecoder, OtherTextHasNoLayers)
{
    for (const std::string_view wire : {"one\ntwo", "{\"a\":1}\nno", "{\n\"a\":}", "a=1\nb=2", "\n\n", "{}x{}"})
        EXPECT_EQ(open(wire).nodes().size(), 1U) << wire;
}

TEST(LinesDecoder, LengthOfAnItemGoesBeforeLineEnds)
{
    const DecodeTree tree = open("{\"event_id\":\"e\"}\n{\"type\":\"attachment\",\"length\":10}\nab\n{\"x\":\n\n\n"
                                 "{\"type\":\"event\",\"length\":19}\n{\"message\":\"leave\"}\n");
    EXPECT_EQ(at(tree, "ndjson/[2]"), "ab\n{\"x\":\n\n");
    EXPECT_EQ(at(tree, "ndjson/[4]/json/message"), "leave");
}

TEST(LinesDecoder, EventWithoutParametersOfItsOwn)
{
    EXPECT_EQ(at(open("en=page_view&dt=Home\r\nen=session_start\r\n"), "lines/[1]/form/en"), "session_start");
}
