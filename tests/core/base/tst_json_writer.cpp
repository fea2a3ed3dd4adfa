// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_writer.h"

#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <limits>

namespace telltale::base {

namespace {

std::string text(std::string_view value)
{
    return JsonWriter().string(value).take();
}

TEST(JsonWriter, nestsAndSeparates)
{
    JsonWriter json;
    json.beginObject().member("a", "x").key("list").beginArray().number(std::int64_t{1}).number(std::int64_t{-2});
    json.beginObject().endObject().beginArray().endArray().endArray().key("yes").boolean(true).key("no").boolean(false);
    json.memberUnsigned("n", 7).key("none").null().endObject();
    EXPECT_EQ(json.take(), R"({"a":"x","list":[1,-2,{},[]],"yes":true,"no":false,"n":7,"none":null})");
}

TEST(JsonWriter, isEmptyAfterTake)
{
    JsonWriter json;
    json.beginArray().number(std::uint64_t{1}).endArray();
    EXPECT_EQ(json.take(), "[1]");
    json.beginObject().endObject();
    EXPECT_EQ(json.take(), "{}");
    EXPECT_EQ(json.take(), "");
}

TEST(JsonWriter, absentFactsAreNull)
{
    JsonWriter json;
    json.beginObject().memberOrNull("a", "").memberOrNull("b", "x").member("c", "").endObject();
    EXPECT_EQ(json.take(), R"({"a":null,"b":"x","c":""})");
}

TEST(JsonWriter, numbers)
{
    EXPECT_EQ(JsonWriter().number(std::numeric_limits<std::int64_t>::min()).take(), "-9223372036854775808");
    EXPECT_EQ(JsonWriter().number(std::numeric_limits<std::uint64_t>::max()).take(), "18446744073709551615");
    EXPECT_EQ(JsonWriter().number(0.1).take(), "0.1");
    EXPECT_EQ(JsonWriter().number(-2.5e300).take(), "-2.5e+300");
    EXPECT_EQ(JsonWriter().number(std::nan("")).take(), "null");
    EXPECT_EQ(JsonWriter().number(std::numeric_limits<double>::infinity()).take(), "null");
}

TEST(JsonWriter, escapesWhatJsonRequires)
{
    EXPECT_EQ(text("say \"hi\" \\ /"), R"("say \"hi\" \\ /")");
    EXPECT_EQ(text("\n\r\t"), R"("\n\r\t")");
    EXPECT_EQ(text(std::string_view("\0\x1f\x7f", 3)), R"("\u0000\u001f\u007f")");
    EXPECT_EQ(text("é€😀"), "\"é€😀\"");
}

TEST(JsonWriter, badOctetsBecomeReplacementCharacters)
{
    EXPECT_EQ(text("a\xff"
                   "b"),
        "\"a\xEF\xBF\xBD"
        "b\"");
    EXPECT_EQ(text("\xe2\x82"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(JsonWriter, keysAreEscapedToo)
{
    EXPECT_EQ(JsonWriter().beginObject().member("a\"b", "").endObject().take(), R"({"a\"b":""})");
}

} // namespace

} // namespace telltale::base
