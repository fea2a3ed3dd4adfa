// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/endpoint_text.h"

#include <gtest/gtest.h>

using namespace telltale::net;

TEST(EndpointText, ports)
{
    EXPECT_EQ(readPort("1"), 1);
    EXPECT_EQ(readPort("65535"), 65535);
    for (const char *wrong : {"", "0", "65536", "-1", "+1", " 1", "1 ", "0x10", "1.0", "99999999999999999999"})
        EXPECT_FALSE(readPort(wrong)) << wrong;
}

TEST(EndpointText, brackets)
{
    EXPECT_EQ(withoutBrackets("[fe80::1]"), "fe80::1");
    for (const char *as : {"", "[]", "[", "fe80::1", "[fe80::1", "10.0.0.1"})
        EXPECT_EQ(withoutBrackets(as), as);
}

TEST(EndpointText, readsWhatIsWritten)
{
    for (const char *text : {"10.42.0.1:443", "[fe80::1]:443", "[::]:1", "0.0.0.0:65535"}) {
        const auto end = readEndpoint(text);
        ASSERT_TRUE(end) << text;
        EXPECT_EQ(end->text(), text);
    }
    for (const char *wrong : {"", ":", ":1", "10.42.0.1", "10.42.0.1:", "10.42.0.1:0", "fe80::1", "fe80::1:443",
             "[fe80::1]", "[fe80::1:443", "host:1", "10.42.0.1:443 ", "[10.42.0.1:443"})
        EXPECT_FALSE(readEndpoint(wrong)) << wrong;
}
