// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackers/sent_values.h"

#include "rules/tracker_rules.h"
#include "session/data_kind.h"
#include "support/http_text.h"

#include <gtest/gtest.h>

using namespace telltale;

namespace {

rules::TrackerEndpoint endpoint(const std::string &values)
{
    const auto read =
        rules::readTrackerRules("service = \"S\"\npurpose = \"analytics\"\nsource = \"t\"\n[[endpoint]]\nname = "
                                "\"e\"\nhosts = [\"t.example.org\"]\n"
                + values,
            "s.toml");
    EXPECT_TRUE(read) << read.error().text();
    return read.value().endpoints.at(0);
}

std::string value(const std::string &at, const std::string &kind, const std::string &name, const std::string &more = {})
{
    return "[[endpoint.value]]\nat = \"" + at + "\"\nkind = \"" + kind + "\"\nname = \"" + name + "\"\nwhy = \"w\"\n"
        + more;
}

WrittenRequest json(const std::string &body)
{
    return WrittenRequest("POST /v1/x HTTP/1.1\nHost: t.example.org\n\n" + body);
}

std::string found(const std::string &values, const std::string &body)
{
    std::string text;
    const WrittenRequest request = json(body);
    for (const session::SentData &data : trackers::sentValues(endpoint(values), request.message()))
        text += std::string(session::word(data.kind)) + " " + data.name + "=" + data.value + "\n";
    return text;
}

} // namespace

TEST(SentValues, eachWithItsProof)
{
    const std::string body = R"({"events":[{"time":1588291200123,"screen":"caf\u00e9"}]})";
    const WrittenRequest request = json(body);
    const auto data = trackers::sentValues(
        endpoint(value("body:events/[]/screen", "interaction", "screen name") + value("path:1", "device", "version")),
        request.message());
    ASSERT_EQ(data.size(), 2U);
    EXPECT_EQ(data[0].value, "café");
    EXPECT_EQ(data[0].why, "w");
    EXPECT_EQ(data[0].location, "body");
    EXPECT_EQ(data[0].path, (std::vector<std::string>{"json", "events", "[0]", "screen"}));
    EXPECT_EQ(body.substr(data[0].bytes.from, data[0].bytes.size()), "caf\\u00e9");
    ASSERT_TRUE(data[0].eventTime);
    EXPECT_EQ(data[0].eventTime->nanoseconds, 1588291200123'000000);
    EXPECT_EQ(data[1].value, "v1");
    EXPECT_EQ(data[1].location, "url");
    EXPECT_EQ(request.message().exchange->url.substr(data[1].bytes.from, data[1].bytes.size()), "v1");
}

TEST(SentValues, whatIsLeftOut)
{
    const std::string id = value("body:id", "identifier", "gaid", "shape = \"uuid\"\n");
    EXPECT_EQ(found(id, R"({"id":"4f0a9c1e-1111-4222-8333-123456789abc"})"),
        "identifier gaid=4f0a9c1e-1111-4222-8333-123456789abc\n");
    EXPECT_EQ(found(id, R"({"id":"4f0a9c1e"})"), "") << "another shape";
    EXPECT_EQ(found(id, R"({"id":"00000000-0000-0000-0000-000000000000"})"), "") << "a placeholder";
    const std::string carrier = value("body:c", "device", "carrier");
    EXPECT_EQ(found(carrier, R"({"c":""})"), "");
    EXPECT_EQ(found(carrier, R"({"c":null})"), "");
    EXPECT_EQ(found(carrier, R"({"c":"\u0000\u0001"})"), "") << "no text";
    EXPECT_EQ(found(carrier, R"({"c":0})"), "device carrier=0\n") << "of other kinds a zero counts";
}

TEST(SentValues, oneValueOnce)
{
    EXPECT_EQ(found(value("body:[]/a", "device", "model"), R"([{"a":"x"},{"a":"x"},{"a":"y"}])"),
        "device model=x\ndevice model=y\n");
}

TEST(SentValues, manyValuesLeaveRoomForOthers)
{
    std::string body = "[";
    for (int i = 0; i < 200; ++i)
        body += R"({"a":"a)" + std::to_string(i) + R"(","b":"b)" + std::to_string(i % 3) + R"("},)";
    body.back() = ']';
    const WrittenRequest request = json(body);
    const auto data = trackers::sentValues(
        endpoint(value("body:[]/a", "interaction", "a") + value("body:[]/b", "interaction", "b")), request.message());
    ASSERT_EQ(data.size(), trackers::mostSentValues);
    EXPECT_EQ(data[60].value, "a60");
    EXPECT_EQ(data[61].value, "b0");
    EXPECT_EQ(data[63].value, "b2");
}

TEST(SentValues, longTextIsCutBetweenCharacters)
{
    std::string words(1023, 'x');
    words += "ééé";
    const WrittenRequest request = json("{\"a\":\"" + words + "\"}");
    const auto data = trackers::sentValues(endpoint(value("body:a", "content", "text")), request.message());
    ASSERT_EQ(data.size(), 1U);
    EXPECT_EQ(data[0].value, std::string(1023, 'x'));
}
