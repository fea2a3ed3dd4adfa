// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/outgoing_message.h"

#include "encode.h"
#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

std::vector<std::string> locations(const OutgoingMessage &message)
{
    std::vector<std::string> names;
    for (const LocatedTree &located : message.trees)
        names.push_back(located.location);
    return names;
}

std::string at(const OutgoingMessage &message, std::string_view location, std::string_view path)
{
    for (const LocatedTree &located : message.trees) {
        if (located.location == location)
            return test::at(located.tree, path);
    }
    return "no such location";
}

} // namespace

TEST(OutgoingMessage, OpensEveryLocationOfARequest)
{
    session::Exchange exchange;
    exchange.url = "https://api.example/track?q=leave%20job";
    exchange.request.contentEncoding = "gzip";
    const std::string info = base64(compress(R"({"lat":"52.5"})"));
    const std::string body = compress(R"({"event":"search"})");
    const session::HeaderList headers{{"Host", "api.example"}, {"Referer", "https://duckduckgo.com/?q=private"},
        {"X-INFO", info}, {"cookie", "sid=4f0a; prefs=%7B%22gaid%22%3A%22x1%22%7D; flag; =bare"}};
    const OutgoingMessage message = openRequest(exchange, headers, base::asBytes(body));
    EXPECT_EQ(message.exchange, &exchange);
    EXPECT_EQ(message.headers, headers);
    EXPECT_EQ(locations(message),
        (std::vector<std::string>{"url", "header:Host", "header:Referer", "header:X-INFO", "cookie:sid", "cookie:prefs",
            "cookie:", "cookie:", "body"}));
    EXPECT_EQ(at(message, "url", "query/q/percent"), "leave job");
    EXPECT_EQ(at(message, "header:Referer", "query/q"), "private");
    EXPECT_EQ(at(message, "header:X-INFO", "base64/gzip/json/lat"), "52.5");
    EXPECT_EQ(at(message, "cookie:sid", ""), "4f0a");
    EXPECT_EQ(at(message, "cookie:prefs", "percent/json/gaid"), "x1");
    EXPECT_EQ(at(message, "body", "gzip/json/event"), "search");
}

TEST(OutgoingMessage, EmptyBodyIsNoLocation)
{
    session::Exchange exchange;
    exchange.url = "http://a.example/";
    EXPECT_EQ(locations(openRequest(exchange, {}, {})), (std::vector<std::string>{"url"}));
}
