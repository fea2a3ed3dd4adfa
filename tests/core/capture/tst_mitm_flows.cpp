// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/mitm_flows.h"

#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

std::string tagged(const std::string &payload, char type)
{
    return std::to_string(payload.size()) + ":" + payload + type;
}
std::string s(const std::string &value)
{
    return tagged(value, ',');
}
std::string number(const std::string &digits)
{
    return tagged(digits, digits.find('.') == std::string::npos ? '#' : '^');
}
std::string list(std::initializer_list<std::string> items)
{
    std::string all;
    for (const auto &item : items)
        all += item;
    return tagged(all, ']');
}
std::string dictionary(std::initializer_list<std::pair<std::string, std::string>> members)
{
    std::string all;
    for (const auto &[key, value] : members)
        all += tagged(key, ';') + value;
    return tagged(all, '}');
}

std::string request(const std::string &host, const std::string &port, const std::string &headers)
{
    return dictionary({{"method", s("POST")}, {"scheme", s("https")}, {"host", s(host)}, {"port", number(port)},
        {"path", s("/a?b=1")}, {"authority", s("")}, {"http_version", s("HTTP/2.0")}, {"headers", headers},
        {"content", s("body")}, {"timestamp_start", number("1700000000.25")}, {"timestamp_end", number("1700000001")}});
}

std::string flow(const std::string &requestText, const std::string &response, const std::string &websocket = "0:~")
{
    return dictionary({{"version", number("21")}, {"type", s("http")}, {"id", s("one")}, {"request", requestText},
        {"response", response}, {"websocket", websocket},
        {"server_conn", dictionary({{"peername", list({s("192.0.2.9"), number("443")})}})}});
}

struct Outcome {
    std::vector<ImportedExchange> exchanges;
    base::Status status = base::Done{};
};

Outcome read(const std::string &dump)
{
    Outcome outcome;
    outcome.status = readMitmFlows(
        base::asBytes(dump), [&outcome](ImportedExchange &&e) { outcome.exchanges.push_back(std::move(e)); });
    return outcome;
}

TEST(MitmFlows, ReadsAnExchange)
{
    const std::string response = dictionary({{"status_code", number("204")}, {"http_version", s("HTTP/2.0")},
        {"headers", list({list({s("server"), s("x")})})}, {"content", s("")}});
    const Outcome outcome = read(flow(
        request("203.0.113.5", "443", list({list({s("Host"), s("api.example")}), list({s("A"), s("b")})})), response));
    ASSERT_TRUE(outcome.status.ok());
    ASSERT_EQ(outcome.exchanges.size(), 1U);
    const ImportedExchange &exchange = outcome.exchanges[0];
    EXPECT_EQ(exchange.method, "POST");
    EXPECT_EQ(exchange.url, "https://api.example/a?b=1"); // the name asked for, not the address
    EXPECT_EQ(exchange.time.nanoseconds, 1'700'000'000'250'000'000);
    EXPECT_EQ(exchange.request.end->nanoseconds, 1'700'000'001'000'000'000);
    EXPECT_EQ(exchange.request.httpVersion, "HTTP/2.0");
    EXPECT_EQ(exchange.request.headers[1], (std::pair<std::string, std::string>("A", "b")));
    EXPECT_EQ(base::asText(exchange.request.body), "body");
    EXPECT_EQ(exchange.status, 204);
    EXPECT_EQ(exchange.response->headers.size(), 1U);
    EXPECT_EQ(exchange.serverAddress, "192.0.2.9");
}

TEST(MitmFlows, MakesTheUrlFromTheAddressWhereNothingElseIsKnown)
{
    EXPECT_EQ(
        read(flow(request("203.0.113.5", "8443", list({})), "0:~")).exchanges[0].url, "https://203.0.113.5:8443/a?b=1");
    EXPECT_EQ(
        read(flow(request("2001:db8::1", "443", list({})), "0:~")).exchanges[0].url, "https://[2001:db8::1]/a?b=1");
    EXPECT_FALSE(read(flow(request("h", "443", list({})), "0:~")).exchanges[0].response);
}

TEST(MitmFlows, ReadsWebSocketMessagesOldAndNew)
{
    const std::string messages = list({list({number("1"), "4:true!", s("sent"), number("1700000002"), "5:false!"}),
        list({number("2"), "5:false!", s("received"), number("1700000003"), "5:false!"})});
    const Outcome modern = read(flow(request("h", "443", list({})), "0:~", dictionary({{"messages", messages}})));
    ASSERT_EQ(modern.exchanges[0].messages.size(), 2U);
    EXPECT_TRUE(modern.exchanges[0].messages[0].sent);
    EXPECT_EQ(modern.exchanges[0].messages[1].opcode, 2);
    EXPECT_EQ(base::asText(modern.exchanges[0].messages[1].payload), "received");
    const std::string own = dictionary({{"version", number("7")}, {"type", s("websocket")}, {"messages", messages},
        {"metadata", dictionary({{"websocket_handshake", s("one")}})}});
    const Outcome old = read(flow(request("h", "443", list({})), "0:~") + own);
    ASSERT_EQ(old.exchanges.size(), 1U);
    EXPECT_EQ(old.exchanges[0].messages.size(), 2U);
}

TEST(MitmFlows, PassesOverOtherKindsOfFlow)
{
    const Outcome outcome = read(dictionary({{"type", s("tcp")}}) + flow(request("h", "443", list({})), "0:~"));
    EXPECT_TRUE(outcome.status.ok());
    EXPECT_EQ(outcome.exchanges.size(), 1U);
}

TEST(MitmFlows, CutAnywhereItSaysSoAndNeverFails)
{
    const std::string dump = flow(request("h", "443", list({list({s("a"), s("b")})})), "0:~");
    for (std::size_t cut = 0; cut < dump.size(); ++cut)
        EXPECT_FALSE(read(dump.substr(0, cut)).status.ok()) << cut;
    const Outcome outcome = read(dump + dump.substr(0, 50));
    EXPECT_FALSE(outcome.status.ok());
    EXPECT_EQ(outcome.exchanges.size(), 1U);
}

} // namespace
} // namespace telltale::capture
