// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/lz_string.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

std::string text(const std::optional<base::ByteBuffer> &octets)
{
    return octets ? std::string(base::asText(*octets)) : "none";
}

const std::string event = R"({"evtName":"search","evtData":{"q":"how to leave my job","n":[1,2,3],"city":"köln"}})";

} // namespace

TEST(LzString, TheThreeForms)
{
    EXPECT_EQ(text(decodeLzString(lzBase64, LzStringForm::base64, {})), event);
    EXPECT_EQ(text(decodeLzString(lzBase64, LzStringForm::uriComponent, {})), event); // no '/' in it
    EXPECT_EQ(text(decodeLzString(lzUtf16, LzStringForm::utf16, {})), event);
    EXPECT_TRUE(beginsLikeLzString(lzBase64, LzStringForm::base64));
    EXPECT_TRUE(beginsLikeLzString(lzUtf16, LzStringForm::utf16));
}

TEST(LzString, LongTextsAndSurrogates)
{
    std::string list = "[";
    for (int i = 0; i < 400; ++i)
        list += std::string(i != 0 ? "," : "") + R"({"a":"é中😀"})";
    EXPECT_EQ(text(decodeLzString(lzLongList, LzStringForm::base64, {})), list + "]");
}

TEST(LzString, CutsAndOtherTextGiveNothing)
{
    for (std::size_t size = 0; size < lzBase64.size() - 6; ++size)
        EXPECT_FALSE(decodeLzString(std::string_view(lzBase64).substr(0, size), LzStringForm::base64, {})) << size;
    EXPECT_FALSE(beginsLikeLzString("how to leave", LzStringForm::base64));
    EXPECT_FALSE(decodeLzString("!!!!", LzStringForm::base64, {}));
}

TEST(LzString, OutputIsBounded)
{
    base::Limits limits;
    limits.decodedBytes = 1000;
    EXPECT_FALSE(decodeLzString(lzLongList, LzStringForm::base64, limits));
}
