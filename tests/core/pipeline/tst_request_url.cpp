// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/request_url.h"

#include <gtest/gtest.h>

using namespace telltale;

TEST(RequestUrl, isAbsoluteAndHasNoDefaultPort)
{
    struct Case {
        const char *method, *target, *scheme, *authority;
        bool secure;
        const char *url, *host;
    };
    const Case cases[] = {
        {"GET", "/a?b=c", "", "Example.org", false, "http://example.org/a?b=c", "example.org"},
        {"GET", "/a", "", "example.org:443", true, "https://example.org/a", "example.org"},
        {"GET", "/a", "", "example.org:8443", true, "https://example.org:8443/a", "example.org:8443"},
        {"GET", "/a", "https", "example.org", true, "https://example.org/a", "example.org"},
        {"GET", "http://other.example/x?u=http://y", "", "proxy", false, "http://other.example/x?u=http://y", "other.example"},
        {"GET", "/r?to=http://y/z", "", "a.example", false, "http://a.example/r?to=http://y/z", "a.example"},
        {"GET", "/", "", "", false, "http://192.0.2.7:8080/", "192.0.2.7:8080"},
        {"OPTIONS", "*", "", "a.example", false, "http://a.example", "a.example"},
        {"CONNECT", "a.example:443", "", "a.example:443", false, "a.example:443", "a.example:443"},
    };
    const net::Endpoint responder{*net::IpAddress::parse("192.0.2.7"), 8080};
    for (const Case &c : cases) {
        http::RequestHead head;
        head.method = c.method;
        head.target = c.target;
        head.scheme = c.scheme;
        head.authority = c.authority;
        const auto url = pipeline::requestUrl(head, c.secure, responder);
        EXPECT_EQ(url.text, c.url);
        EXPECT_EQ(url.host, c.host);
    }
}
