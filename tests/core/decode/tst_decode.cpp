// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode.h"
#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

constexpr std::string_view searchJson = R"([{"event":"search","properties":{"search_word":"how to leave my job"}}])";
constexpr std::string_view objectJson = R"({"event":"find","properties":{"search_word":"how to leave my job"}})";

struct Chain {
    std::string name;
    std::string wire;
    LocationKind kind;
    std::string path; ///< of the value
    std::string value;
    std::string proof; ///< octets of the wire that the value is shown to come from
};

void PrintTo(const Chain &chain, std::ostream *out)
{
    *out << chain.name;
}

std::string formOf(std::string_view field, const std::string &payload)
{
    return "a=1&" + std::string(field) + "=" + payload + "&z=2";
}

std::vector<Chain> chains()
{
    const std::string gz = compress(searchJson);
    const std::string saData = base64(gz);
    const std::string word = base64(std::string("how to leave my job"));
    const std::string spock = base64Url(objectJson);
    const std::string inner = base64(objectJson);
    const std::string jsonInJson = R"({"e":"search","params":"{\"search_word\":\"how to leave my job\",\"n\":1}"})";
    const std::string urlJson = R"({"url":"https://duckduckgo.com/?q=how+to+leave+my+job&ia=web"})";
    const auto body = LocationKind::body;
    return {
        {"plain form", "e=search&q=how+to+leave+my+job&x=1", body, "form/q/percent", "how to leave my job",
            "how+to+leave+my+job"},
        {"plain JSON", std::string(searchJson), body, "json/[0]/properties/search_word", "how to leave my job",
            "how to leave my job"},
        {"SA, gzip in base64 in a form", "crc=1&gzip=1&data_list=" + percentEncode(saData), body,
            "form/data_list/percent/base64/gzip/json/[0]/properties/search_word", "how to leave my job",
            percentEncode(saData)},
        {"SA, base64 in a form", formOf("data", percentEncode(base64(objectJson))), body,
            "form/data/percent/base64/json/properties/search_word", "how to leave my job", {}},
        {"base64 of a value", "q=" + percentEncode(word) + "&r=1", body, "form/q/percent/base64", "how to leave my job",
            percentEncode(word)},
        {"base64 of one word", "q=" + base64(std::string("zqcanary7731")) + "&r=1", body, "form/q/base64",
            "zqcanary7731", base64(std::string("zqcanary7731"))},
        {"URL-safe, unpadded", formOf("value", spock), body, "form/value/base64/json/properties/search_word",
            "how to leave my job", {}},
        {"base64 in JSON in base64", formOf("d", percentEncode(base64(R"({"p":")" + inner + R"("})"))), body,
            "form/d/percent/base64/json/p/base64/json/properties/search_word", "how to leave my job", {}},
        {"raw gzip body", gz, body, "gzip/json/[0]/properties/search_word", "how to leave my job", gz},
        {"zlib body", compress(searchJson, Compression::zlib), body, "zlib/json/[0]/properties/search_word",
            "how to leave my job", compress(searchJson, Compression::zlib)},
        {"hex of JSON", formOf("stat_value", hex(objectJson)), body, "form/stat_value/hex/json/properties/search_word",
            "how to leave my job", hex("how to leave my job")},
        {"search URL in base64 of JSON", formOf("d", base64Url(urlJson)), body,
            "form/d/base64/json/url/query/q/percent", "how to leave my job", {}},
        {"percent-encoded URL", "dl=https%3A%2F%2Fduckduckgo.com%2F%3Fq%3Dhow%2520to%2520leave&v=2", body,
            "form/dl/percent/query/q/percent", "how to leave", "how%2520to%2520leave"},
        {"JSON in a JSON string", jsonInJson, body, "json/params/json/search_word", "how to leave my job",
            "how to leave my job"},
        {"escaped slashes", R"({"url":"https:\/\/www.google.com\/search?q=caf\u00e9+bar"})", body,
            "json/url/query/q/percent", "caf\xc3\xa9 bar", R"(caf\u00e9+bar)"},
        {"JSON in a form field", "callback_params=%7B%22search_word%22%3A%22how%20to%20leave%22%7D&t=1", body,
            "form/callback_params/percent/json/search_word", "how to leave", "how%20to%20leave"},
        {"query of a GET",
            "https://collector.example/sa.gif?data=" + percentEncode(base64(objectJson)) + "&ext=crc%3D5",
            LocationKind::url, "query/data/percent/base64/json/properties/search_word", "how to leave my job", {}},
        {"fragment", "https://example.org/a?b=1#access=secret%20word", LocationKind::url, "fragment/access/percent",
            "secret word", "secret%20word"},
        {"Referer", "https://duckduckgo.com/?q=leave+job", LocationKind::header, "query/q/percent", "leave job",
            "leave+job"},
        {"gzip in a header", base64(compress(objectJson)), LocationKind::header,
            "base64/gzip/json/properties/search_word", "how to leave my job", {}},
        {"cookie with encoded JSON", "%7B%22distinct_id%22%3A%22abc%22%7D", LocationKind::cookie,
            "percent/json/distinct_id", "abc", "abc"},
        {"envelope of lines", "{\"dsn\":\"x\"}\n{\"type\":\"event\"}\n{\"message\":\"how to leave\"}\n", body,
            "ndjson/[2]/json/message", "how to leave", "how to leave"},
        {"events on lines", "en=page_view&dt=Home\r\nen=search&ep.q=how%20to\r\n", body, "lines/[1]/form/ep.q/percent",
            "how to", "how%20to"},
        {"multipart",
            "--b0\r\nContent-Disposition: form-data; name=\"events\"\r\n\r\n[{\"q\":\"leave\"}]\r\n--b0--\r\n", body,
            "multipart/events/json/[0]/q", "leave", "leave"},
        {"gzip in a multipart file",
            "--b0\r\nContent-Disposition: form-data; name=\"f\"; filename=\"e.gz\"\r\n\r\n" + gz + "\r\n--b0--\r\n",
            body, "multipart/f/gzip/json/[0]/properties/search_word", "how to leave my job", gz},
        {"form in a form field", "payload=q%3Dleave%2520job%26v%3D1&t=2", body, "form/payload/percent/form/q/percent",
            "leave job", "leave%2520job"},
        {"percent-encoded twice", "u=how%2520to%2520leave&v=1", body, "form/u/percent/percent", "how to leave",
            "how%2520to%2520leave"},
        {"gzip in gzip", compress(gz), body, "gzip/gzip/json/[0]/event", "search", {}},
    };
}

std::string nameOf(const testing::TestParamInfo<Chain> &chain)
{
    std::string name;
    for (const char c : chain.param.name)
        name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    return name;
}

} // namespace

class DecodeChain : public testing::TestWithParam<Chain> { };

TEST_P(DecodeChain, FindsTheValueAndItsPath)
{
    const Chain &chain = GetParam();
    const DecodeTree tree = open(chain.wire, chain.kind);
    EXPECT_EQ(at(tree, chain.path), chain.value);
}

TEST_P(DecodeChain, TheProofOnTheWireIsExact)
{
    const Chain &chain = GetParam();
    const DecodeTree tree = open(chain.wire, chain.kind);
    const auto node = find(tree, chain.path);
    ASSERT_TRUE(node);
    if (chain.proof.empty())
        return;
    EXPECT_EQ(proof(tree, *node), chain.proof);
}

INSTANTIATE_TEST_SUITE_P(Decode, DecodeChain, testing::ValuesIn(chains()), nameOf);

TEST(Decode, SliceOfTheWireDecodedAgainHoldsTheValue)
{
    // The proof through base64 is whole groups: decoding that slice alone gives text around the value.
    const std::string wire = "data=" + percentEncode(base64(objectJson)) + "&ext=crc%3D1";
    const DecodeTree tree = open(wire);
    const auto node = find(tree, "form/data/percent/base64/json/properties/search_word");
    ASSERT_TRUE(node);
    const std::string again = unbase64(percentDecode(proof(tree, *node)));
    EXPECT_NE(again.find("how to leave my job"), std::string::npos) << again;
    EXPECT_LE(again.size(), std::string("how to leave my job").size() + 4);
}

TEST(Decode, PartOfAValueIsExactThroughPercentEncoding)
{
    const DecodeTree tree = open("q=how%20to+leave%21&z=1");
    const auto node = find(tree, "form/q/percent");
    ASSERT_TRUE(node);
    EXPECT_EQ(tree.onTheWire(*node, {3, 6}), (base::ByteRange{5, 10})); // " to"
    EXPECT_EQ(tree.onTheWire(*node, {12, 13}), (base::ByteRange{16, 19})); // "!"
    EXPECT_EQ(tree.onTheWire(*node, {0, 99}), (base::ByteRange{2, 19}));
}

TEST(Decode, WhatIsNotEncodedGetsNoLayer)
{
    for (const std::string_view value :
        {"4f0a9c1e11114222833312345678", "d41d8cd98f00b204e9800998ecf8427e", "how to leave my job", "searchengine",
            "1588291200123", "4f0a9c1e-1111-4222-8333-123456789abc", "application/json", "com.mi.globalbrowser.mini",
            "SensorsAnalytics Node SDK", "QCOINXM", "en-US,en;q=0.9", "gzip, deflate, br", "page_load_event_start",
            "Redmi Note 8", "AndroidApp", "2882303761517154077", "100% sure", "a+b", "E=mc2 is known", "[hello] world",
            "PageLoadFinish", "search_position_top", "V11.0.5.0.QCOINXM", "true", "null", "{}x", "",
            "ABCDEF0123456789ABCDEF0123456789", "Mozilla/5.0 (Linux; Android 10)", "x^y*z", "\"abc\"", "*/*"}) {
        const DecodeTree tree = open(value);
        EXPECT_EQ(tree.nodes().size(), 1U) << value << " -> " << pathText(tree, 1);
        EXPECT_TRUE(tree.node(0).leaf);
    }
}

TEST(Decode, ContentEncodingIsTheOutermostStep)
{
    const std::string wire = compress(searchJson);
    Hints hints;
    hints.contentEncoding = "gzip";
    hints.contentType = "application/x-www-form-urlencoded"; // what RudderStack claims
    const DecodeTree tree = open(wire, LocationKind::body, hints);
    EXPECT_EQ(at(tree, "gzip/json/[0]/event"), "search");
}

TEST(Decode, WrongContentEncodingFallsBackToTheBytes)
{
    Hints hints;
    hints.contentEncoding = "br";
    const DecodeTree tree = open(searchJson, LocationKind::body, hints);
    EXPECT_EQ(at(tree, "json/[0]/event"), "search");
}

TEST(Decode, DamagedGzipKeepsWhatCouldBeRead)
{
    std::string json = "[";
    for (int i = 0; i < 500; ++i)
        json += (i != 0 ? "," : "") + std::string(R"({"n":)") + std::to_string(i * 7919) + R"(,"q":"leave"})";
    const std::string gz = compress(json + "]");
    const DecodeTree tree = open(gz.substr(0, gz.size() / 2));
    const auto node = find(tree, "gzip");
    ASSERT_TRUE(node);
    EXPECT_EQ(tree.node(*node).verdict, Verdict::damaged);
    EXPECT_FALSE(tree.node(*node).reason.empty());
    EXPECT_EQ(at(tree, "gzip/json/[0]/q"), "leave");
    EXPECT_EQ(tree.node(*find(tree, "gzip/json")).verdict, Verdict::damaged);
}

TEST(Decode, BombStopsAtTheSizeLimit)
{
    base::Limits limits;
    limits.decodedBytes = 100'000;
    const DecodeTree tree = open(compress(std::string(5'000'000, 'a')), LocationKind::body, {}, limits);
    const auto node = find(tree, "gzip");
    ASSERT_TRUE(node);
    EXPECT_EQ(tree.node(*node).verdict, Verdict::limit);
    EXPECT_NE(tree.node(*node).reason.find("decode.size_limit"), std::string::npos);
    EXPECT_LE(tree.content(*node).size(), 100'000U);
}

TEST(Decode, ManyBombsTogetherStopAtTheTreesLimit)
{
    base::Limits limits;
    limits.decodedBytes = 100'000;
    const std::string bomb = base64(compress(std::string(90'000, 'a')));
    std::string json = "[";
    for (int i = 0; i < 20; ++i)
        json += (i != 0 ? ",\"" : "\"") + bomb + "\"";
    const DecodeTree tree = open(json + "]", LocationKind::body, {}, limits);
    EXPECT_LE(tree.ownedBytes(), 400'000U);
    std::size_t limited = 0;
    for (const Node &node : tree.nodes())
        limited += node.verdict == Verdict::limit ? 1 : 0;
    EXPECT_GT(limited, 0U);
}

TEST(Decode, DepthLimitIsSaid)
{
    std::string wire = "innermost text";
    for (int i = 0; i < 40; ++i)
        wire = compress(wire);
    const DecodeTree tree = open(wire);
    const Node &last = tree.nodes().back();
    EXPECT_EQ(last.verdict, Verdict::limit);
    EXPECT_NE(last.reason.find("decode.depth_limit"), std::string::npos);
    EXPECT_EQ(tree.nodes().size(), base::Limits().decodeDepth + 1);
}

TEST(Decode, NodeLimitIsSaid)
{
    base::Limits limits;
    limits.decodeNodes = 50;
    std::string json = "[0";
    for (int i = 1; i < 1000; ++i)
        json += "," + std::to_string(i);
    for (const std::string &wire : {json + "]", std::string("a=1&b=2&c=%20&") + std::string(400, 'd') + "=1"}) {
        const DecodeTree tree = open(wire, LocationKind::body, {}, limits);
        EXPECT_LE(tree.nodes().size(), 50U);
    }
    const DecodeTree tree = open(json + "]", LocationKind::body, {}, limits);
    EXPECT_EQ(tree.node(1).verdict, Verdict::limit);
    EXPECT_NE(tree.node(1).reason.find("decode.node_limit"), std::string::npos);
}

TEST(Decode, EveryCutOfAMessageGivesATree)
{
    for (const Chain &chain : chains()) {
        for (std::size_t size = 0; size < chain.wire.size(); ++size) {
            const DecodeTree tree = open(std::string_view(chain.wire).substr(0, size), chain.kind);
            for (std::uint32_t index = 0; index < tree.nodes().size(); ++index) {
                const base::ByteRange range = tree.onTheWire(index, {0, tree.content(index).size()});
                ASSERT_LE(range.from, range.to) << chain.name << " " << size;
                ASSERT_LE(range.to, size) << chain.name << " " << size;
            }
        }
    }
}
