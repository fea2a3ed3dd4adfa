// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/content_shape.h"

#include "encode.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;

TEST(ContentShape, Forms)
{
    for (const std::string_view form : {"a=1&b=2", "crc=-170777667", "q=how to&v=1", "events%5B0%5D=x&n=", "a=1&&b=2",
             "ep.q=x&$os=Android", "data=eyJ9=="})
        EXPECT_TRUE(isFormShaped(form)) << form;
    for (const std::string_view other : {"YWJjZA==", "a=", "E = mc2", "how=to leave", "if (a==b)", "{\"a\":\"b=c\"}",
             "a=1; b=2&", "=x", "a&b", "no", "<a href=x&b=1>"})
        EXPECT_FALSE(isFormShaped(other)) << other;
}

TEST(ContentShape, Urls)
{
    EXPECT_TRUE(isAbsoluteUrl("https://duckduckgo.com/?q=a"));
    EXPECT_TRUE(isAbsoluteUrl("HTTP://x"));
    EXPECT_FALSE(isAbsoluteUrl("https://"));
    EXPECT_FALSE(isAbsoluteUrl("https:///x"));
    EXPECT_FALSE(isAbsoluteUrl("see https://x"));
    EXPECT_FALSE(isAbsoluteUrl("https://x is a site"));
    EXPECT_FALSE(isAbsoluteUrl("ftp://x"));
}

TEST(ContentShape, Compression)
{
    const std::string gzip = test::compress("text");
    const std::string zlib = test::compress("text", test::Compression::zlib);
    EXPECT_TRUE(isGzip(base::asBytes(gzip)));
    EXPECT_FALSE(isGzip(base::asBytes(std::string_view(gzip).substr(0, 9))));
    EXPECT_FALSE(isGzip(base::asBytes("\x1f\x8b\x08\xff......")));
    EXPECT_TRUE(isZlib(base::asBytes(zlib)));
    EXPECT_FALSE(isZlib(base::asBytes("xyz xyz")));
}

TEST(ContentShape, PlainValuesNeedNoDecoder)
{
    for (const std::string_view plain : {"", "abc", "1.2.3", "how to: leave?", "M8.5", "a,b,c,d,e,f,g"})
        EXPECT_TRUE(isPlainValue(plain)) << plain;
    for (const std::string_view other :
        {"{\"a\":1}", "a=b&c=d", "%7B%7D", "https://x.y", "YWJjZGVm", "\"[1]\"", "--b\r\n"})
        EXPECT_FALSE(isPlainValue(other)) << other;
}

TEST(ContentShape, EverythingTheDecodersOpenIsStructured)
{
    const std::string gzip = test::compress("x");
    for (const std::string_view structured : {std::string_view(gzip), std::string_view("[1]"), std::string_view("{}"),
             std::string_view("https://x/"), std::string_view("crc=12")})
        EXPECT_TRUE(isStructured(base::asBytes(structured)));
    for (const std::string_view other : {"{x}", "hello", "12", ""})
        EXPECT_FALSE(isStructured(base::asBytes(other))) << other;
}

TEST(ContentShape, KnownBinary)
{
    EXPECT_TRUE(isKnownBinary(base::asBytes("\xff\xd8\xff\xe0 JFIF")));
    EXPECT_TRUE(isKnownBinary(base::asBytes("xxxxftypisom")));
    EXPECT_FALSE(isKnownBinary(base::asBytes("GIB8")));
}
