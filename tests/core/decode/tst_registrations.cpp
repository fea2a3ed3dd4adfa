// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoder.h"

#include "decode/recorded_ciphers.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

using namespace telltale::decode;

TEST(Registrations, EveryDecoderHasANameOfItsOwn)
{
    std::set<std::string> names;
    for (const auto &decoder : DecoderRegistry::standard().decoders())
        EXPECT_TRUE(names.insert(std::string(decoder->name())).second) << decoder->name();
    EXPECT_TRUE(names.contains("json"));
    EXPECT_TRUE(names.contains("base64"));
}

TEST(Registrations, NoDecoderTakesNothing)
{
    for (const auto &decoder : DecoderRegistry::standard().decoders()) {
        DecodeTree tree({});
        EXPECT_TRUE(decoder->open(tree, 0, {}, {}).empty());
        EXPECT_EQ(tree.nodes().size(), 1U) << decoder->name();
    }
}

TEST(Registrations, WhatIsRecordedIsAskedFirstAndOnlyWhereItBelongs)
{
    const auto knowing = DecoderRegistry::knowing(std::make_shared<RecordedCiphers>());
    ASSERT_EQ(knowing->decoders().size(), DecoderRegistry::standard().decoders().size() + 1);
    EXPECT_EQ(knowing->decoders()[0]->name(), "recorded");
    for (const auto &decoder : DecoderRegistry::standard().decoders())
        EXPECT_NE(decoder->name(), "recorded");
}
