// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/stations.h"

#include <gtest/gtest.h>

namespace telltale::hotspot {
namespace {

net::IpAddress ip(const char *text)
{
    return net::IpAddress::parse(text).value();
}

TEST(Stations, AllAddressesOfAPhoneAreOneStation)
{
    const std::vector<capture::Station> neighbours{{ip("fe80::2"), "64:cc:2e:00:00:01", false},
        {ip("10.42.0.3"), "02:00:00:00:00:03", false}, {ip("10.42.0.2"), "64:cc:2e:00:00:01", true}};
    const std::vector<Lease> leases{{"64:cc:2e:00:00:01", ip("10.42.0.2"), "Redmi-9"}};
    const auto stations = joinStations(neighbours, leases, {{"64:cc:2e", "Xiaomi"}, {"02:00:00", "nobody"}});
    ASSERT_EQ(stations.size(), 2U);
    EXPECT_EQ(stations[0].addresses, (std::vector<net::IpAddress>{ip("10.42.0.2"), ip("fe80::2")}));
    EXPECT_EQ(stations[0].name, "Redmi-9");
    EXPECT_EQ(stations[0].vendor, "Xiaomi");
    EXPECT_TRUE(stations[0].reachable);
    EXPECT_FALSE(stations[0].privateMac);
    EXPECT_EQ(stations[1].name, "");
    EXPECT_EQ(stations[1].vendor, "") << "a private address names no vendor";
    EXPECT_TRUE(stations[1].privateMac);
}

TEST(Stations, TheLatestNameOfTheMacAddressCounts)
{
    const std::vector<capture::Station> neighbours{{ip("10.42.0.2"), "64:cc:2e:00:00:01", true}};
    const auto named = [&](const std::vector<Lease> &leases) {
        return joinStations(neighbours, leases, {}).front().name;
    };
    EXPECT_EQ(
        named({{"64:cc:2e:00:00:01", ip("10.42.0.9"), "old"}, {"64:cc:2e:00:00:01", ip("10.42.0.2"), "new"}}), "new");
    EXPECT_EQ(named({{"64:cc:2e:00:00:99", ip("10.42.0.2"), "the one before"}}), "") << "the address was given anew";
    EXPECT_EQ(named({{"", ip("10.42.0.2"), "by address"}}), "by address");
}

TEST(Stations, TheLoopbackInterfaceHasNone)
{
    EXPECT_TRUE(listStations("lo").empty());
    EXPECT_TRUE(listStations("no-such-0").empty());
}

} // namespace
} // namespace telltale::hotspot
