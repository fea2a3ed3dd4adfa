// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/iw_output.h"

#include <gtest/gtest.h>

namespace telltale::hotspot {
namespace {

constexpr std::string_view phyInfo = R"(Wiphy phy0
	max # scan SSIDs: 20
	Supported Ciphers:
		* CCMP-128 (00-0f-ac:4)
	Supported interface modes:
		 * managed
		 * AP
		 * AP/VLAN
		 * monitor
	Band 1:
		Capabilities: 0x11ef
	valid interface combinations:
		 * #{ managed } <= 1, #{ AP, P2P-client, P2P-GO } <= 1, #{ P2P-device } <= 1,
		   total <= 3, #channels <= 2, STA/AP BI must match
		 * #{ managed } <= 2, #{ AP } <= 8,
		   total <= 8, #channels <= 1
	HT Capability overrides:
		 * MCS: ff ff
)";

TEST(IwOutput, TellsWhatACardCanDo)
{
    const RadioAbilities abilities = parsePhyInfo(phyInfo);
    EXPECT_TRUE(abilities.accessPoint);
    EXPECT_EQ(abilities.channelsWhileConnected, 2);
}

TEST(IwOutput, ACardThatCannotIsNotTakenForOne)
{
    EXPECT_FALSE(parsePhyInfo("\tSupported interface modes:\n\t\t * managed\n\t\t * AP/VLAN\n\tBand 1:\n\t\t * AP\n")
                     .accessPoint);
    const RadioAbilities alone = parsePhyInfo("\tSupported interface modes:\n\t\t * AP\n\tvalid interface "
                                              "combinations:\n\t\t * #{ managed, P2P-client } <= 2,\n"
                                              "\t\t   total <= 2, #channels <= 1\n");
    EXPECT_TRUE(alone.accessPoint);
    EXPECT_EQ(alone.channelsWhileConnected, 0);
    EXPECT_FALSE(parsePhyInfo("").accessPoint);
}

TEST(IwOutput, ListsInterfacesWithTheirChannels)
{
    const auto interfaces =
        parseInterfaces("phy#1\n\tInterface wlan1\n\t\ttype AP\nphy#0\n\tUnnamed/non-netdev interface\n"
                        "\tInterface wlan0\n\t\tifindex 3\n\t\ttype managed\n\t\tchannel 36 (5180 MHz)\n");
    ASSERT_EQ(interfaces.size(), 2U);
    EXPECT_EQ(interfaces[0].type, "AP");
    EXPECT_FALSE(interfaces[0].channel);
    EXPECT_EQ(interfaces[1].phy, "phy#0");
    EXPECT_EQ(interfaces[1].name, "wlan0");
    EXPECT_EQ(interfaces[1].channel, 36);
    EXPECT_TRUE(parseInterfaces("channel 3\ntype x\n\x00\xff").empty());
}

TEST(IwOutput, ReadsTheCountryOfTheComputerAndOfCards)
{
    const auto domains = parseRegulatoryDomains("global\ncountry 00: DFS-UNSET\n\t(755 - 928 @ 2), (N/A, 20), (N/A), "
                                                "PASSIVE-SCAN\n\nphy#0 (self-managed)\ncountry DE: DFS-ETSI\n");
    EXPECT_EQ(domains, (std::map<std::string, std::string>{{"global", "00"}, {"phy#0", "DE"}}));
}

} // namespace
} // namespace telltale::hotspot
