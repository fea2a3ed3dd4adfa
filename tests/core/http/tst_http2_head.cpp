// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http2_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace telltale::http {
namespace {

using testing::ElementsAre;

Http2Head sorted(std::vector<Field> fields)
{
    HeaderSection section;
    section.fields = std::move(fields);
    return sortHead(std::move(section));
}

TEST(Http2Head, SortsARequest)
{
    Http2Head head = sorted({{":method", "GET"}, {":scheme", "https"}, {":path", "/x"}, {":authority", "a"},
        {":protocol", "websocket"}, {"host", "b"}});
    EXPECT_FALSE(head.malformed);
    EXPECT_FALSE(head.isResponse());
    EXPECT_FALSE(head.isTrailers());
    EXPECT_EQ(head.protocol, "websocket");
    const RequestHead request = toRequestHead(std::move(head));
    EXPECT_EQ(request.version, Version::h2);
    EXPECT_EQ(request.target, "/x");
    EXPECT_EQ(request.authority, "a");
    EXPECT_THAT(request.fields, ElementsAre(Field{"host", "b"}));
}

TEST(Http2Head, JoinsCookies)
{
    const Http2Head head =
        sorted({{":method", "GET"}, {"cookie", "a=1"}, {"x", "y"}, {"cookie", "b=2"}, {"cookie", "c=3"}});
    EXPECT_THAT(head.fields, ElementsAre(Field{"cookie", "a=1; b=2; c=3"}, Field{"x", "y"}));
}

TEST(Http2Head, TellsResponsesAndTrailers)
{
    EXPECT_TRUE(sorted({{":status", "404"}}).isResponse());
    EXPECT_EQ(sorted({{":status", "404"}}).status, 404);
    EXPECT_TRUE(sorted({{"grpc-status", "0"}}).isTrailers());
    EXPECT_EQ(sorted({{"host", "h"}}).authority, "h");
}

TEST(Http2Head, SaysWhatIsMalformed)
{
    EXPECT_TRUE(sorted({{":status", "40"}}).malformed);
    EXPECT_TRUE(sorted({{":status", "200"}, {":status", "200"}}).malformed);
    EXPECT_TRUE(sorted({{":method", "GET"}, {":method", "PUT"}}).malformed);
    EXPECT_TRUE(sorted({{":unknown", "1"}}).malformed);
    EXPECT_TRUE(sorted({{"a", "b"}, {":path", "/"}}).malformed);
}

} // namespace
} // namespace telltale::http
