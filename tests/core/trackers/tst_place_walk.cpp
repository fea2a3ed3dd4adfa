// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackers/place_walk.h"

#include "support/http_text.h"

#include <gtest/gtest.h>

using namespace telltale;

namespace {

/// The values a place leads to, joined.
std::string at(const WrittenRequest &request, const std::string &place, std::size_t most = 100)
{
    std::string problem;
    const auto parsed = rules::parsePlace(place, problem);
    EXPECT_TRUE(parsed) << place << " " << problem;
    std::string text;
    for (const auto &found : trackers::findPlace(request.message(), parsed.value(), most))
        text += (text.empty() ? "" : " | ") + trackers::textOf(found);
    return text;
}

} // namespace

TEST(PlaceWalk, throughDecodeStepsWithoutNamingThem)
{
    // data = percent(base64([{"e":"a","p":{"k":"1"}},{"e":"b","p":{"k":"2"}}]))
    const WrittenRequest request(
        "POST /x HTTP/1.1\nHost: t.example.org\nContent-Type: application/x-www-form-urlencoded\n\n"
        "v=1&data=W3siZSI6ImEiLCJwIjp7ImsiOiIxIn19LHsiZSI6ImIiLCJwIjp7ImsiOiIyIn19XQ%3D%3D&t=a%20b");
    const std::pair<const char *, const char *> cases[] = {
        {"body:v", "1"},
        {"body:t", "a b"},
        {"body:data/[]/e", "a | b"},
        {"body:data/*/e", "a | b"},
        {"body:data/[]/p/k", "1 | 2"},
        {"body:data/**/k", "1 | 2"},
        {"body:**/k", "1 | 2"},
        {"body:**/p/**/k", "1 | 2"},
        {"body:data/[]/p", "{\"k\":\"1\"} | {\"k\":\"2\"}"},
        {"body:data/[1]/e", "b"},
        {"body:data/[]/missing", ""},
        {"body:e", ""},
        {"body:V", ""},
        {"query:v", ""},
    };
    for (const auto &[place, values] : cases)
        EXPECT_EQ(at(request, place), values) << place;
    EXPECT_EQ(at(request, "body:data/[]/e", 1), "a") << "no more than asked for";
}

TEST(PlaceWalk, theOtherLocations)
{
    const WrittenRequest request("GET /v2/app%20id/x?cid=7&ep=%7B%22a%22%3A1%7D#f=1 HTTP/1.1\nHost: t.example.org\n"
                                 "OT_Sender: com.example\nCookie: _ga=GA1.2.3; x=y\n\n");
    const std::pair<const char *, const char *> cases[] = {
        {"query:cid", "7"},
        {"query:ep/a", "1"},
        {"query:f", ""},
        {"query", "cid=7&ep=%7B%22a%22%3A1%7D"},
        {"header:ot_sender", "com.example"},
        {"cookie:_ga", "GA1.2.3"},
        {"cookie:_GA", ""},
        {"cookie:*", "GA1.2.3 | y"},
        {"path:1", "v2"},
        {"path:2", "app id"},
        {"path:4", ""},
        {"path", "/v2/app id/x"},
        {"body", ""},
    };
    for (const auto &[place, values] : cases)
        EXPECT_EQ(at(request, place), values) << place;
}

TEST(PlaceWalk, aWholeBodyIsAValue)
{
    EXPECT_EQ(at(WrittenRequest("POST /x HTTP/1.1\nHost: t.example.org\n\nsome words"), "body"), "some words");
    EXPECT_EQ(
        at(WrittenRequest("POST / HTTP/1.1\nHost: t.example.org\n\n[{\"a\":1},{\"a\":2}]"), "body:[]/a"), "1 | 2");
    EXPECT_EQ(at(WrittenRequest("POST / HTTP/1.1\nHost: t.example.org\n\n{\"a/b\":3}"), "body:a~1b"), "3");
}

TEST(PlaceWalk, manyWildcardsTakeNoLongerThanTheTree)
{
    std::string deep = "1";
    for (int i = 0; i < 60; ++i)
        deep = "{\"a\":" + deep + "}";
    const WrittenRequest request("POST / HTTP/1.1\nHost: t.example.org\n\n" + deep);
    EXPECT_EQ(at(request, "body:**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b"), "");
}
