// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackers/endpoint_match.h"

#include "rules/tracker_rules.h"
#include "support/http_text.h"

#include <gtest/gtest.h>

using namespace telltale;

namespace {

const char *const fileText = R"(
service = "S"
purpose = "analytics"
source = "a test"
[[endpoint]]
name = "any host"
hosts = ["*"]
where = { "body:magic" = "*" }
[[endpoint]]
name = "below"
hosts = ["*.example.org"]
[[endpoint]]
name = "exact"
hosts = ["t.example.org"]
paths = ["/v1/*"]
[[endpoint]]
name = "exact, longer path"
hosts = ["t.example.org"]
paths = ["/v1/track", "/v1/other"]
methods = ["POST"]
[[endpoint]]
name = "exact, longer path, condition"
hosts = ["t.example.org"]
paths = ["/v1/track"]
methods = ["POST"]
where = { "body:v" = "2*" }
readable = "partly"
reason = "Some of it is encrypted."
scheme = "published analysis"
)";

const rules::TrackerTable &table()
{
    static const rules::TrackerTable made({{rules::readTrackerRules(fileText, "s.toml").value()}});
    return made;
}

std::string endpoint(const std::string &line, const std::string &host, const std::string &body = {})
{
    const WrittenRequest request(line + " HTTP/1.1\nHost: " + host + "\n\n" + body);
    const auto rule = trackers::endpointOf(table(), request.message());
    return rule ? rule->endpoint->name : std::string();
}

} // namespace

TEST(EndpointMatch, theMostSpecificWins)
{
    EXPECT_EQ(endpoint("GET /", "a.example.org"), "below");
    EXPECT_EQ(endpoint("GET /", "t.example.org"), "below") << "the exact host has no rule for that path";
    EXPECT_EQ(endpoint("GET /v1/track", "t.example.org"), "exact");
    EXPECT_EQ(endpoint("POST /v1/track?x=1", "t.example.org"), "exact, longer path");
    EXPECT_EQ(endpoint("POST /v1/track", "t.example.org", "{\"v\":\"2.1\"}"), "exact, longer path, condition");
    EXPECT_EQ(endpoint("POST /v1/track", "t.example.org", "{\"v\":\"3\"}"), "exact, longer path");
    EXPECT_EQ(endpoint("POST /v1/track", "t.example.org:8443", "{\"v\":\"3\"}"), "exact, longer path");
}

TEST(EndpointMatch, anyHostNeedsItsContent)
{
    EXPECT_EQ(endpoint("POST /", "example.com", "magic=1&b=2"), "any host");
    EXPECT_EQ(endpoint("POST /", "example.com", "b=2&c=3"), "");
    EXPECT_EQ(endpoint("POST /", "a.example.org", "magic=1&b=2"), "below") << "a named host comes first";
}

TEST(EndpointMatch, whatDoesNotFit)
{
    const auto &exact = *table().rules()[4].endpoint;
    const auto obstacle = [&](const std::string &line, const std::string &body) {
        const WrittenRequest request(line + " HTTP/1.1\nHost: t.example.org\n\n" + body);
        return trackers::fit(exact, request.message());
    };
    EXPECT_EQ(obstacle("GET /v1/track", "").obstacle, trackers::Obstacle::method);
    EXPECT_EQ(obstacle("POST /v2", "").obstacle, trackers::Obstacle::path);
    const auto fit = obstacle("POST /v1/track", "{\"v\":\"1\"}");
    EXPECT_EQ(fit.obstacle, trackers::Obstacle::content);
    ASSERT_NE(fit.unmet, nullptr);
    EXPECT_EQ(fit.unmet->at.text, "body:v");
}

TEST(EndpointMatch, theWordsOfTheRule)
{
    const session::TrackerMatch match = trackers::describe(table().rules()[4]);
    EXPECT_EQ(match.service, "S");
    EXPECT_EQ(match.endpoint, "exact, longer path, condition");
    EXPECT_EQ(match.purpose, "analytics");
    EXPECT_EQ(match.readable, session::Readable::partly);
    EXPECT_EQ(match.reason, "Some of it is encrypted.");
    EXPECT_EQ(match.source, "a test (scheme: published analysis)");
}
