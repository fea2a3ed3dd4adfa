// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/lease_file.h"

#include <gtest/gtest.h>

namespace telltale::hotspot {
namespace {

TEST(LeaseFile, ReadsBothFamilies)
{
    const auto leases = parseLeases("1700000000 AA:bb:cc:00:00:01 10.42.0.17 Pixel-7 01:aa:bb:cc:00:00:01\n"
                                    "0 02:bb:cc:00:00:02 10.42.0.18 * *\r\n"
                                    "duid 00:01:00:01:2c\n"
                                    "1700000000 16777343 fd00::17 Pixel-7 00:01:00:01\n");
    ASSERT_EQ(leases.size(), 3U);
    EXPECT_EQ(leases[0].mac, "aa:bb:cc:00:00:01");
    EXPECT_EQ(leases[0].ip.text(), "10.42.0.17");
    EXPECT_EQ(leases[0].name, "Pixel-7");
    EXPECT_EQ(leases[1].name, "");
    EXPECT_EQ(leases[2].mac, "");
    EXPECT_EQ(leases[2].ip.text(), "fd00::17");
}

TEST(LeaseFile, OtherLinesAreLeftOutAndNamesArePrintable)
{
    EXPECT_TRUE(parseLeases("").empty());
    EXPECT_TRUE(parseLeases("x y z\n1 2 3 4 5\n1700000000 aa:bb:cc:00:00:01 10.42.0.17").empty());
    const auto leases = parseLeases("1 aa:bb:cc:00:00:01 10.42.0.17 a\x1b[2J\xff " + std::string(3, '*'));
    ASSERT_EQ(leases.size(), 1U);
    EXPECT_EQ(leases[0].name, "a?[2J?");
    EXPECT_EQ(parseLeases("1 m 10.0.0.1 " + std::string(10'000, 'n')).front().name.size(), 255U);
}

TEST(LeaseFile, ItsSizeIsBounded)
{
    std::string text;
    for (int i = 0; i < 10'000; ++i)
        text += "1 aa:bb:cc:00:00:01 10.42.0.17 n *\n";
    EXPECT_EQ(parseLeases(text).size(), 4096U);
}

} // namespace
} // namespace telltale::hotspot
