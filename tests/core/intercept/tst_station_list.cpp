// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/station_list.h"

#include <gtest/gtest.h>

namespace telltale::intercept {
namespace {

bool covers(const char *cidr, const char *address)
{
    StationList list;
    return list.add(cidr) && list.contains(*net::IpAddress::parse(address));
}

TEST(StationList, KnowsAddressesAndPrefixes)
{
    EXPECT_TRUE(covers("10.42.0.17", "10.42.0.17"));
    EXPECT_FALSE(covers("10.42.0.17", "10.42.0.18"));
    EXPECT_TRUE(covers("10.42.0.0/24", "10.42.0.255"));
    EXPECT_FALSE(covers("10.42.0.0/24", "10.42.1.0"));
    EXPECT_TRUE(covers("10.42.0.128/25", "10.42.0.200"));
    EXPECT_FALSE(covers("10.42.0.128/25", "10.42.0.127"));
    EXPECT_TRUE(covers("0.0.0.0/0", "192.0.2.1"));
    EXPECT_TRUE(covers("fd42::/63", "fd42:0:0:1::9"));
    EXPECT_FALSE(covers("fd42::/64", "fd42:0:0:1::9"));
    EXPECT_FALSE(covers("::/0", "10.0.0.1")) << "families stay apart";
    EXPECT_FALSE(StationList().contains(*net::IpAddress::parse("10.0.0.1"))) << "nobody is no station";
}

TEST(StationList, RefusesWhatIsNoPrefix)
{
    StationList list;
    for (const char *text : {"", "/", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8x", "phone"})
        EXPECT_FALSE(list.add(text)) << text;
    EXPECT_TRUE(list.empty());
}

} // namespace
} // namespace telltale::intercept
