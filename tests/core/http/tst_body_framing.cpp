// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/body_framing.h"

#include <gtest/gtest.h>

#include <string>

namespace telltale::http {
namespace {

struct Case {
    const char *what;
    std::vector<Field> fields;
    Framing request;
    Framing response;
    std::uint64_t length;
    std::string anomalies;
};

std::string ids(const BodyFraming &framing)
{
    std::string all;
    for (const base::Anomaly &anomaly : framing.anomalies)
        all += std::string(all.empty() ? "" : " ") + anomaly.id;
    return all;
}

TEST(BodyFraming, FollowsTheFields)
{
    const Case cases[] = {
        {"nothing", {}, Framing::none, Framing::untilEnd, 0, ""},
        {"length", {{"content-length", "7"}}, Framing::length, Framing::length, 7, ""},
        {"same lengths", {{"Content-Length", "7, 7"}, {"Content-Length", "7"}}, Framing::length, Framing::length, 7,
            ""},
        {"other lengths", {{"Content-Length", "7"}, {"Content-Length", "8"}}, Framing::length, Framing::length, 7,
            "http.smuggling"},
        {"not a number", {{"Content-Length", "+7"}}, Framing::none, Framing::untilEnd, 0, "http.bad_content_length"},
        {"too large", {{"Content-Length", "18446744073709551616"}}, Framing::none, Framing::untilEnd, 0,
            "http.bad_content_length"},
        {"chunked", {{"Transfer-Encoding", "gzip , CHUNKED"}}, Framing::chunked, Framing::chunked, 0, ""},
        {"both", {{"Content-Length", "7"}, {"Transfer-Encoding", "chunked"}}, Framing::chunked, Framing::chunked, 0,
            "http.smuggling"},
        {"identity", {{"Transfer-Encoding", "identity"}, {"Content-Length", "2"}}, Framing::length, Framing::length, 2,
            ""},
        {"not chunked", {{"Transfer-Encoding", "gzip"}, {"Content-Length", "2"}}, Framing::none, Framing::untilEnd, 0,
            ""},
    };
    for (const Case &c : cases) {
        const BodyFraming request = requestFraming(c.fields);
        const BodyFraming response = responseFraming(200, "GET", c.fields);
        EXPECT_EQ(request.kind, c.request) << c.what;
        EXPECT_EQ(response.kind, c.response) << c.what;
        EXPECT_EQ(response.length, c.length) << c.what;
        EXPECT_EQ(ids(request), c.anomalies) << c.what;
    }
}

TEST(BodyFraming, KnowsResponsesWithoutBody)
{
    const std::vector<Field> fields{{"Content-Length", "7"}};
    EXPECT_EQ(responseFraming(200, "HEAD", fields).kind, Framing::none);
    EXPECT_EQ(responseFraming(204, "GET", fields).kind, Framing::none);
    EXPECT_EQ(responseFraming(304, "GET", fields).kind, Framing::none);
    EXPECT_EQ(responseFraming(103, "GET", fields).kind, Framing::none);
    EXPECT_EQ(responseFraming(200, "", fields).kind, Framing::length);
}

} // namespace
} // namespace telltale::http
