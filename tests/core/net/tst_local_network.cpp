// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/local_network.h"

#include <gtest/gtest.h>

using namespace telltale::net;

namespace {

IpAddress ip(const char *text)
{
    return *IpAddress::parse(text);
}

} // namespace

TEST(LocalNetwork, noAddressInParticular)
{
    for (const char *is : {"0.0.0.0", "::"})
        EXPECT_TRUE(isUnspecified(ip(is))) << is;
    EXPECT_TRUE(isUnspecified({}));
    for (const char *none : {"0.0.0.1", "127.0.0.1", "::1", "::ffff:0.0.0.0"})
        EXPECT_FALSE(isUnspecified(ip(none))) << none;
}

TEST(LocalNetwork, privateAreThoseOfRfc1918)
{
    for (const char *is : {"10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1"})
        EXPECT_TRUE(isPrivate(ip(is))) << is;
    for (const char *none : {"9.255.255.255", "11.0.0.0", "172.15.0.1", "172.32.0.1", "192.167.0.1", "192.169.0.1",
             "127.0.0.1", "169.254.0.1", "fc00::1", "::ffff:10.0.0.1"})
        EXPECT_FALSE(isPrivate(ip(none))) << none;
    EXPECT_FALSE(isPrivate({}));
}

TEST(LocalNetwork, whatTheInternetCannotSendFromIsLocal)
{
    for (const char *is :
        {"10.1.2.3", "192.168.1.7", "169.254.3.4", "127.0.0.1", "::1", "fe80::1", "febf::1", "fc00::1", "fdff::1"})
        EXPECT_TRUE(isLocal(ip(is))) << is;
    for (const char *none : {"8.8.8.8", "100.64.0.1", "169.253.0.1", "203.0.113.9", "2001:db8::1", "::", "::2",
             "fec0::1", "fe00::1", "fbff::1", "::ffff:10.0.0.1"})
        EXPECT_FALSE(isLocal(ip(none))) << none;
    EXPECT_FALSE(isLocal({}));
}
