// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/sensors_analytics.h"

#include "encode.h"
#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

/// The two published-format vectors of a mobile SDK, byte for byte.
constexpr std::string_view canaryBody =
    "crc=-455218539&gzip=1&data_list=H4sIAAAAAAACAxXMUQqDMBAE0LvMtwW1lFqvUkpZkpUuYhI2S0sQ7951%2FuYNzHOHtcKYYUphRQf%"
    "2BcjL"
    "vlUnDxyFKNUnB3hKdI2%2FZsWgurCZcMe9Yuf2ynnOgRNou9%2BVKODqYbP493KZpfAxjf%2BZ4%2FQE9xXtHdAAAAA%3D%3D";
constexpr std::string_view browserBody =
    "crc=1386091973&gzip=1&data_list=H4sIAAAAAAACAJXOUW7DIBBF0a1Y7xtLBpzW5i%2FrqCqLwMShtRmEx4miKHuvonYD3cA99%"
    "2BMBuReCg1Qf"
    "vqFAV8oCh418DRcoSFoJTh%2BGwYzadJ02ViGmTVIOMqUIh%2F7c%2BTFoarXWuu2NMe1grW21sf3h7X0Y%"
    "2FSlAoVQuVCXRBvfAvlGcfhXKc8qviZl5"
    "XgjqT59uXF%2F9C98a4WYhf6VmvTdffILCvv8LX7ycua5wOOZYOcVjKXg%2BP38AX9ICPwMBAAA%3D";
constexpr std::string_view nodeBody =
    "data_list=H4sIAAAAAAAAA42OwW6DMBBEfwUNPZoQG5OAP6I%2FUFXI4A1xCjbCDlEU5d8ryKE59rYzOzv7vh5o4qy7n8YaKLGv60qKUh4Y4n0iKG"
    "xLMNBCLkIhkJ67MxiiHQmKH%"
    "2BuyEAe5l1VRMxgbonVd3NogT3tdd5wyzjnPpBAiq4qiyLgoZHk4VrVuOzBMs59ojpYC1AMfg22h8OkNgW2qWWgO1jso"
    "8J3YHcBwDWSaFwq53rqVtPe%2BH9abl9%2Fc%2FLxCnP0tiT4ZSC%2BUjPfk4tu%2FzOSDja9qpxfb61U0rZ7xZNhA%2Fgm02SPFs19%"
    "2Fdm9ZQ1HbAQ"
    "pXZ%2BhkHZk0fRvzOE658WM%2BX10etPOGdpeQpiWTeD6%2FfwFSXafAoAEAAA%3D%3D&gzip=1";

constexpr std::string_view events = "form/data_list/percent/base64/gzip/json/[0]";

std::string noteOf(const DecodeTree &tree, std::string_view path)
{
    const auto node = find(tree, path);
    return node ? tree.node(*node).note : "no node " + std::string(path);
}

std::string reasonOf(const DecodeTree &tree, std::string_view path)
{
    const auto node = find(tree, path);
    if (!node)
        return "no node " + std::string(path);
    return tree.node(*node).verdict == Verdict::encrypted ? tree.node(*node).reason : "not encrypted";
}

} // namespace

TEST(JavaHashCode, KnownValues)
{
    EXPECT_EQ(javaHashCode(""), 0);
    EXPECT_EQ(javaHashCode("a"), 97);
    EXPECT_EQ(javaHashCode("polygenelubricants"), -2147483647 - 1);
    EXPECT_EQ(javaHashCode("eyJldmVudCI6InNlYXJjaCJ9"), -170777667);
    EXPECT_EQ(javaHashCode("\xc3\xa9"), 0xe9); // one unit
    EXPECT_EQ(javaHashCode("\xf0\x9f\x94\x8d"), 31 * 0xd83d + 0xdd0d); // two units
    EXPECT_EQ(javaHashCode("\xff"), 0xfffd);
}

TEST(SensorsAnalytics, CanaryVector)
{
    const DecodeTree tree = open(canaryBody);
    EXPECT_EQ(at(tree, std::string(events) + "/properties/keyword"), "canary-7f3a");
    EXPECT_EQ(at(tree, std::string(events) + "/event"), "search");
    EXPECT_EQ(noteOf(tree, "form/data_list"), "crc -455218539 matches the payload");
}

TEST(SensorsAnalytics, MintBrowserVector)
{
    const DecodeTree tree = open(browserBody);
    EXPECT_EQ(at(tree, std::string(events) + "/properties/search_word"), "how to leave my job");
    EXPECT_EQ(at(tree, std::string(events) + "/distinct_id"), "4f0a9c1e-1111-4222-8333-123456789abc");
    EXPECT_EQ(at(tree, std::string(events) + "/time"), "1588291200123");
    EXPECT_EQ(noteOf(tree, "form/data_list"), "crc 1386091973 matches the payload");
    const auto json = find(tree, "form/data_list/percent/base64/gzip/json");
    ASSERT_TRUE(json);
    EXPECT_EQ(tree.content(*json).size(), 259U);
}

TEST(SensorsAnalytics, ProofOfTheMintBrowserSearchIsTheWholeDataList)
{
    const DecodeTree tree = open(browserBody);
    const auto word = find(tree, std::string(events) + "/properties/search_word");
    ASSERT_TRUE(word);
    const std::string encoded = proof(tree, *word);
    EXPECT_EQ(encoded, browserBody.substr(browserBody.find("H4sI")));
    const std::string json = inflateAll(unbase64(percentDecode(encoded)));
    EXPECT_NE(json.find("\"search_word\":\"how to leave my job\""), std::string::npos);
}

TEST(SensorsAnalytics, NodeVectorWithoutChecksum)
{
    const DecodeTree tree = open(nodeBody);
    EXPECT_EQ(at(tree, std::string(events) + "/properties/search_word"), "how to leave my job");
    EXPECT_EQ(at(tree, std::string(events) + "/_track_id"), "2099842546");
    EXPECT_EQ(noteOf(tree, "form/data_list"), "");
}

TEST(SensorsAnalytics, WrongChecksumIsSaidWithTheComputedOne)
{
    std::string body(canaryBody);
    body.replace(0, std::string("crc=-455218539").size(), "crc=17");
    EXPECT_EQ(noteOf(open(body), "form/data_list"), "crc 17 does not match the payload (computed -455218539)");
}

TEST(SensorsAnalytics, PlusThatWasNotEncodedStillMatches)
{
    // Data with a '+', written into the form as it is: its decoder makes a space of it.
    std::string json;
    std::string data;
    for (int i = 0; data.find('+') == std::string::npos; ++i) {
        json = "{\"event\":\"search\",\"n\":" + std::to_string(i) + ",\"w\":\"\xc3\xbe\xc3\xbf>>>\"}";
        data = base64(json);
    }
    const std::string body = "data=" + data + "&ext=crc%3D" + std::to_string(javaHashCode(data));
    const DecodeTree tree = open(body);
    EXPECT_EQ(at(tree, "form/data/percent/base64"), json);
    EXPECT_NE(noteOf(tree, "form/data").find(" matches the payload"), std::string::npos);
}

TEST(SensorsAnalytics, WebSdkInAQuery)
{
    const DecodeTree tree = open(
        "https://c.example/sa.gif?project=x&data=eyJldmVudCI6InNlYXJjaCJ9&ext=crc%3D-170777667", LocationKind::url);
    EXPECT_EQ(at(tree, "query/data/base64/json/event"), "search");
    EXPECT_EQ(noteOf(tree, "query/data"), "crc -170777667 matches the payload");
}

TEST(SensorsAnalytics, WebSdkBatchHasNoChecksumAndNoGzip)
{
    const std::string data = base64(R"([{"event":"$pageview"},{"event":"$WebClick"}])");
    EXPECT_EQ(at(open("data_list=" + percentEncode(data)), "form/data_list/base64/json/[1]/event"), "$WebClick");
}

TEST(SensorsAnalytics, EventEncryptionIsAVerdictAndItsEnvelopeStaysReadable)
{
    const std::string json =
        R"([{"ekey":"EC:AbCd","pkv":3,"payloads":["q1w2e3r4","t5y6"],"flush_time":1588291200123}])";
    const std::string body = "crc=" + std::to_string(javaHashCode(json)) + "&gzip=9&data_list=" + percentEncode(json);
    const DecodeTree tree = open(body);
    EXPECT_EQ(reasonOf(tree, "form/data_list"), "gzip=9: Sensors Analytics event encryption");
    EXPECT_EQ(reasonOf(tree, "form/data_list/percent/json/[0]/payloads"),
        "Sensors Analytics encryption (ekey, 2 payloads): only the collector's private key opens it");
    EXPECT_EQ(at(tree, "form/data_list/percent/json/[0]/flush_time"), "1588291200123");
    EXPECT_NE(noteOf(tree, "form/data_list").find(" matches the payload"), std::string::npos);
}

TEST(SensorsAnalytics, WebEncryptionPlugins)
{
    const DecodeTree aes = open(
        "data=" + percentEncode(R"({"key_id":7,"key_hash":"abcd","nc":1,"payload":"AAEC"})") + "&ext=crc%3D1&gzip=9");
    EXPECT_EQ(reasonOf(aes, "form/data/percent/json/payload"),
        "Sensors Analytics AES plugin (key_id): the key is not in the message");
    const DecodeTree sm =
        open("data=" + percentEncode(R"({"pkv":3,"ekey":"QUJD","flush_time":1,"payloads":["AAEC"]})") + "&gzip=9");
    EXPECT_NE(reasonOf(sm, "form/data/percent/json/payloads").find("1 payload)"), std::string::npos);
    const DecodeTree transport = open("gzip=13&data_list=opaque&crc=0");
    EXPECT_EQ(reasonOf(transport, "form/data_list"), "gzip=13: Sensors Analytics transport encryption");
}

TEST(SensorsAnalytics, OtherFormsAreLeftAlone)
{
    const DecodeTree tree = open("data=hello&gzip=1&x=2");
    for (const Node &node : tree.nodes()) {
        EXPECT_EQ(node.note, "");
        EXPECT_EQ(node.verdict, Verdict::opened);
    }
}
