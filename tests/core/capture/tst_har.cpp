// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/har.h"

#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

struct Outcome {
    std::vector<ImportedExchange> exchanges;
    base::Status status = base::Done{};
};

Outcome read(const std::string &json)
{
    Outcome outcome;
    outcome.status =
        readHar(base::asBytes(json), [&outcome](ImportedExchange &&e) { outcome.exchanges.push_back(std::move(e)); });
    return outcome;
}

std::string har(const std::string &entry)
{
    return R"({"log": {"version": "1.2", "entries": [)" + entry + "]}}";
}

TEST(Har, ReadsAnExchange)
{
    const Outcome outcome =
        read(har(R"({"startedDateTime": "2023-03-29T17:37:42.482-07:00", "time": 107, "serverIPAddress": "192.0.2.9",
        "request": {"method": "POST", "url": "https://api.example/a", "httpVersion": "h2",
                    "headers": [{"name": "a", "value": "b"}], "postData": {"mimeType": "text/plain", "text": "q=1"}},
        "response": {"status": 200, "httpVersion": "h2", "headers": [], "content": {"text": "aGVsbG8=", "encoding": "base64"}}})"));
    ASSERT_TRUE(outcome.status.ok());
    ASSERT_EQ(outcome.exchanges.size(), 1U);
    const ImportedExchange &exchange = outcome.exchanges[0];
    EXPECT_EQ(base::formatRfc3339(exchange.time), "2023-03-30T00:37:42.482000000Z");
    EXPECT_EQ(exchange.method, "POST");
    EXPECT_EQ(exchange.url, "https://api.example/a");
    EXPECT_EQ(exchange.serverAddress, "192.0.2.9");
    EXPECT_EQ(exchange.request.httpVersion, "h2");
    EXPECT_EQ(exchange.request.headers.size(), 1U);
    EXPECT_EQ(base::asText(exchange.request.body), "q=1");
    EXPECT_EQ(exchange.status, 200);
    EXPECT_EQ(base::asText(exchange.response->body), "hello");
    EXPECT_EQ(base::formatRfc3339(*exchange.response->end), "2023-03-30T00:37:42.589000000Z");
}

TEST(Har, MakesAFormFromItsParameters)
{
    const Outcome outcome = read(har(
        R"({"request": {"postData": {"params": [{"name": "q", "value": "two words"}, {"name": "x", "value": "&"}]}}})"));
    EXPECT_EQ(base::asText(outcome.exchanges[0].request.body), "q=two%20words&x=%26");
}

TEST(Har, WithoutResponseThereIsNoStatus)
{
    for (const char *response : {R"("response": {"status": 0})", R"("response": {"status": -1})", R"("other": 1)"}) {
        const Outcome outcome = read(har(std::string(R"({"request": {"method": "GET"}, )") + response + "}"));
        EXPECT_FALSE(outcome.exchanges[0].response) << response;
        EXPECT_FALSE(outcome.exchanges[0].status) << response;
    }
}

TEST(Har, ReadsWebSocketMessages)
{
    const Outcome outcome = read(har(R"({"request": {}, "_webSocketMessages": [
        {"type": "send", "time": 1700000000.5, "opcode": 1, "data": "text"},
        {"type": "receive", "time": 1700000001, "opcode": 2, "data": "AAEC"}]})"));
    const auto &messages = outcome.exchanges[0].messages;
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_TRUE(messages[0].sent);
    EXPECT_EQ(messages[0].time.nanoseconds, 1'700'000'000'500'000'000);
    EXPECT_FALSE(messages[1].sent);
    EXPECT_EQ(messages[1].payload, (base::ByteBuffer{0, 1, 2}));
}

TEST(Har, StrangeValuesDoNoHarm)
{
    const Outcome outcome =
        read(har(R"(1, null, {}, {"request": 5}, {"request": {"method": 7, "headers": {"a": 1}, "postData": []},
        "time": 1e308, "startedDateTime": "yesterday", "response": {"status": 1e99},
        "_webSocketMessages": [{"time": -1e300, "opcode": 2, "data": "not base64!"}]})"));
    EXPECT_TRUE(outcome.status.ok());
    ASSERT_EQ(outcome.exchanges.size(), 1U);
    EXPECT_EQ(base::asText(outcome.exchanges[0].messages[0].payload), "not base64!");
}

TEST(Har, SaysWhatIsNone)
{
    for (const char *json : {"", "{", "[]", "{}", R"({"log": {}})", R"({"log": {"entries": 5}})",
             "{\"log\":\n[\n 2,1,3\n]\n\"request:\"}"}) {
        const Outcome outcome = read(json);
        ASSERT_FALSE(outcome.status.ok()) << json;
        EXPECT_TRUE(outcome.status.error().message.starts_with("This is no HAR file")) << json;
    }
    EXPECT_TRUE(read("\xEF\xBB\xBF" + har("")).status.ok());
}

} // namespace
} // namespace telltale::capture
