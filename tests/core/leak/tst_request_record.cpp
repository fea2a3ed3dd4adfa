// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/request_record.h"

#include "core/leak/requests.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;

namespace {

/// For every occurrence of a phrase: where the record says it is, without the trees, and where the trees say so.
void comparePlaces(const Sent &sent, std::string_view phrase, std::size_t expected)
{
    const OpenedRequest request(sent);
    const RequestRecord record = recordRequest(*bundledRules(), request.message);
    std::size_t found = 0;
    for (const ValueRecord &value : record.values) {
        const std::size_t at = record.textOf(value).find(phrase);
        if (at == std::string_view::npos)
            continue;
        ++found;
        const base::ByteRange folded{at, at + phrase.size()};
        const auto exact =
            request.message.trees[value.location].tree.onTheWire(value.node, value.offsets.source(folded));
        EXPECT_EQ(wireRange(record, value, folded, {}), exact) << sent.url << sent.body;
        EXPECT_EQ(record.pathOf(value), request.message.trees[value.location].tree.path(value.node));
    }
    EXPECT_EQ(found, expected) << sent.url << sent.body;
}

} // namespace

TEST(RequestRecord, placesAreTheSameWithoutTheTrees)
{
    const std::string sa =
        "crc=1386091973&gzip=1&data_list=H4sIAAAAAAACAJXOUW7DIBBF0a1Y7xtLBpzW5i%2FrqCqLwMShtRmEx4miKHuvonYD3cA99%"
        "2BMBuReCg1QfvqFAV8oCh418DRcoSFoJTh%2BGwYzadJ02ViGmTVIOMqUIh%2F7c%2BTFoarXWuu2NMe1grW21sf3h7X0Y%"
        "2FSlAoVQuVCXRBvfAvlGcfhXKc8qviZl5XgjqT59uXF%2F9C98a4WYhf6VmvTdffILCvv8LX7ycua5wOOZYOcVjKXg%2BP38AX9ICPwMBAAA%"
        "3D";
    comparePlaces(
        {.url = "https://sa.api.intl.miui.com/sa?project=global_browser_mini", .body = sa}, "how to leave my job", 1);
    comparePlaces({.url = "https://c.example.net/e?w=how+to+Leave%20my%20job"}, "how to leave my job", 2);
    comparePlaces({.url = "https://c.example.net/e",
                      .body = R"({"w":"how to\tleave my job \u00f6"})",
                      .contentType = "application/json"},
        "how to leave my job", 1);
    comparePlaces({.url = "https://c.example.net/e", .body = "data=eyJ3IjoiaG93IHRvIGxlYXZlIG15IGpvYiJ9"},
        "how to leave my job", 1);
    comparePlaces({.url = "https://c.example.net/e", .headers = {{"Cookie", "a=b; w=how%20to%20leave%20my%20job"}}},
        "how to leave my job", 1);
}

TEST(RequestRecord, whatOnlyReadsAsAFormIsKeptWholeToo)
{
    const auto splits = [](const Sent &sent) {
        const OpenedRequest request(sent);
        std::vector<std::string> texts;
        const RequestRecord record = recordRequest(*bundledRules(), request.message);
        for (const ValueRecord &value : record.values) {
            if (value.split)
                texts.emplace_back(record.textOf(value));
        }
        return texts;
    };
    using Texts = std::vector<std::string>;
    const std::string url = "https://c.example.net/e";
    EXPECT_EQ(splits({.url = url, .body = R"({"w":"a=1&b=2"})", .contentType = "application/json"}), Texts{"a=1&b=2"});
    EXPECT_EQ(splits({.url = url, .body = "a=1&b=2", .contentType = "text/plain"}), Texts{"a=1&b=2"});
    EXPECT_EQ(splits({.url = url, .body = "a=1&b=2"}), Texts{}) << "it says that it is a form";
    EXPECT_EQ(splits({.url = url, .body = "a=1&b=c%3D2%26d%3D3"}), Texts{"c=2&d=3"});
    EXPECT_EQ(splits({.url = url, .body = "a=1&b=" + std::string(5000, 'x'), .contentType = "text/plain"}), Texts{});
    comparePlaces({.url = url, .body = R"({"w":"7=x\u0026y=z/elpmaxe.a//:sptth"})", .contentType = "application/json"},
        "7=x&y=z/elpmaxe.a//:sptth", 1);
}

TEST(RequestRecord, knowsWhatItTakesInMemory)
{
    const OpenedRequest request(Sent{.url = "https://c.example.net/e", .body = "w=" + std::string(100000, 'x')});
    EXPECT_GT(recordRequest(*bundledRules(), request.message).bytes(), 100000U);
}

TEST(RequestRecord, locationsAreRanked)
{
    EXPECT_GT(locationRank("body"), locationRank("url"));
    EXPECT_GT(locationRank("url"), locationRank("cookie:a"));
    EXPECT_GT(locationRank("cookie:a"), locationRank("header:Referer"));
}
