// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/request_url.h"

#include <gtest/gtest.h>

using namespace telltale::leak;

TEST(RequestUrl, parts)
{
    const UrlParts url = splitUrl("https://user@www.example.org:8443/a/b?x=1&y=%20#top");
    EXPECT_EQ(url.scheme, "https");
    EXPECT_EQ(url.host, "www.example.org");
    EXPECT_EQ(url.path, "/a/b");
    EXPECT_EQ(url.query, "x=1&y=%20");
    EXPECT_EQ(splitUrl("http://[2001:db8::1]:80/").host, "2001:db8::1");
    EXPECT_EQ(splitUrl("https://a.org?x").query, "x");
    for (const char *none : {"", "/path", "mailto:a@b", "://x"})
        EXPECT_EQ(splitUrl(none).host, "") << none;
}

TEST(RequestUrl, originAndParameters)
{
    EXPECT_EQ(originOf("https://news.example.org/a?b"), "https://news.example.org");
    EXPECT_EQ(originOf("about:blank"), "");
    EXPECT_EQ(queryParameter("a=1&q=x%20y&q=z", "q"), "x%20y");
    EXPECT_EQ(queryParameter("a=1&q", "q"), "");
    EXPECT_FALSE(queryParameter("aq=1&&=", "q"));
    EXPECT_EQ(formDecoded("a+b%2Bc%zz%"), "a b+c%zz%");
}
