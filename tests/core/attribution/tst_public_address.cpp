// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/public_address.h"

#include "core/attribution/address_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;

TEST(PublicAddress, table)
{
    const std::pair<const char *, bool> cases[] = {
        {"8.8.8.8", true},
        {"20.47.97.231", true},
        {"11.0.0.1", true},
        {"172.32.0.1", true},
        {"192.167.255.255", true},
        {"100.128.0.1", true},
        {"223.255.255.254", true},
        {"0.0.0.0", false},
        {"10.42.0.1", false},
        {"100.64.0.1", false},
        {"127.0.0.1", false},
        {"169.254.1.1", false},
        {"172.16.0.1", false},
        {"172.31.255.255", false},
        {"192.0.2.1", false},
        {"192.168.1.1", false},
        {"198.19.0.1", false},
        {"198.51.100.7", false},
        {"203.0.113.9", false},
        {"224.0.0.251", false},
        {"255.255.255.255", false},
        {"2a00:1450:4001:82f::200e", true},
        {"2001:db8::1", false},
        {"fe80::1", false},
        {"fd00::2", false},
        {"ff02::fb", false},
        {"::1", false},
        {"::", false},
    };
    for (const auto &[text, expected] : cases)
        EXPECT_EQ(isPublic(address(text)), expected) << text;
    EXPECT_FALSE(isPublic({}));
}

TEST(PublicAddress, wrappedAddressesAreUnwrapped)
{
    EXPECT_EQ(unwrapped(address("::ffff:8.8.4.4")), address("8.8.4.4"));
    EXPECT_EQ(unwrapped(address("64:ff9b::808:404")), address("8.8.4.4"));
    EXPECT_EQ(unwrapped(address("64:ff9b:1::808:404")), address("64:ff9b:1::808:404"));
    EXPECT_EQ(unwrapped(address("8.8.4.4")), address("8.8.4.4"));
    EXPECT_TRUE(unwrapped({}).isNull());
}
