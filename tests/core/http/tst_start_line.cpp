// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/start_line.h"

#include <gtest/gtest.h>

#include <string>

namespace telltale::http {
namespace {

struct RequestCase {
    std::string text;
    Likeness likeness;
};

TEST(StartLine, TellsRequestsByTheirFirstOctets)
{
    const RequestCase cases[] = {
        {"GET / HTTP/1.1\r\n", Likeness::yes},
        {"\r\n\nGET / HTTP/1.0\n", Likeness::yes},
        {"GET  /a b\tHTTP/1.1", Likeness::yes},
        {"VERSION-CONTROL http://x/ HTTP/1.1\r\n", Likeness::yes},
        {"", Likeness::needMore},
        {"GE", Likeness::needMore},
        {"GET /long", Likeness::needMore},
        {"GET / HTTP/1.", Likeness::needMore},
        {"GET /\r\n", Likeness::no},
        {"GET / RTSP/1.0\r\n", Likeness::no},
        {"INVITE sip:a SIP/2.0\r\n", Likeness::no},
        {"PRI * HTTP/2.0\r\n", Likeness::no},
        {"GET HTTP/1.1\r\n", Likeness::no},
        {"\x16\x03\x01", Likeness::no},
        {"GET /\x01", Likeness::no},
        {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA / HTTP/1.1\r\n", Likeness::no},
        {std::string(64, 'A'), Likeness::no},
        {std::string(64, '\n'), Likeness::no},
    };
    for (const auto &[text, likeness] : cases)
        EXPECT_EQ(looksLikeHttp1Request(base::asBytes(text)), likeness) << text;
}

TEST(StartLine, TellsResponsesByTheirFirstOctets)
{
    const RequestCase cases[] = {
        {"HTTP/1.1 200 OK\r\n", Likeness::yes},
        {"HTTP/1.0  404\n", Likeness::yes},
        {"HTTP/1.1 200", Likeness::yes},
        {"HTTP/1.1 20", Likeness::needMore},
        {"HT", Likeness::needMore},
        {"HTTP/1.", Likeness::needMore},
        {"HTTP/1.1 2x0 OK\r\n", Likeness::no},
        {"HTTP/2 200\r\n", Likeness::no},
        {"ICY 200 OK\r\n", Likeness::no},
        {"RTSP/1.0 200 OK\r\n", Likeness::no},
        {"HTTP/1.1 2000\r\n", Likeness::no},
        {"HTTP/1.1\r\n", Likeness::no},
        {"HTTP/1.1 042 OK\r\n", Likeness::no},
    };
    for (const auto &[text, likeness] : cases)
        EXPECT_EQ(looksLikeHttp1Response(base::asBytes(text)), likeness) << text;
}

TEST(StartLine, IsCertainBeforeItIsWrong)
{
    // No prefix of a good start may be refused.
    const std::string request = "OPTIONS * HTTP/1.1\r\n";
    const std::string response = "HTTP/1.1 418 Teapot\r\n";
    for (std::size_t cut = 0; cut <= request.size(); ++cut)
        EXPECT_NE(looksLikeHttp1Request(base::asBytes(std::string_view(request).substr(0, cut))), Likeness::no) << cut;
    for (std::size_t cut = 0; cut <= response.size(); ++cut)
        EXPECT_NE(looksLikeHttp1Response(base::asBytes(std::string_view(response).substr(0, cut))), Likeness::no)
            << cut;
}

TEST(StartLine, ReadsTheParts)
{
    const auto request = parseRequestLine("M-SEARCH  a b  HTTP/1.0 ");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->method, "M-SEARCH");
    EXPECT_EQ(request->target, "a b");
    EXPECT_EQ(request->version, Version::http10);
    const auto status = parseStatusLine("HTTP/1.1 503 ");
    ASSERT_TRUE(status);
    EXPECT_EQ(status->status, 503);
    EXPECT_EQ(status->version, Version::http11);
}

TEST(StartLine, FindsStartLinesBehindOtherOctets)
{
    EXPECT_EQ(findRequestLine("GET / HTTP/1.1"), 0U);
    EXPECT_EQ(findRequestLine("a=b&c=1GET /x HTTP/1.1"), 7U);
    EXPECT_EQ(findRequestLine("{\"x\":1}POST /y HTTP/1.1"), 7U);
    EXPECT_EQ(findRequestLine("nothing here"), std::string_view::npos);
    EXPECT_EQ(findStatusLine("HTTP/1.x HTTP/1.1 200 OK"), 9U);
    EXPECT_EQ(findStatusLine("HTTP/1.1 abc"), std::string_view::npos);
}

} // namespace
} // namespace telltale::http
