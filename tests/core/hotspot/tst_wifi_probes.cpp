// SPDX-License-Identifier: GPL-3.0-or-later
#include "facts.h"

namespace telltale::hotspot {
namespace {

using namespace test;

TEST(WifiProbes, ACardThatCannotBeAnAccessPoint)
{
    SystemFacts facts = healthy();
    facts.radio->abilities->accessPoint = false;
    EXPECT_EQ(ids(found(probeAccessPoint, facts)), Ids{"wifi.no_access_point"});
    facts.radio->abilities.reset();
    facts.radioProblem = "The program iw is not installed.";
    const Findings findings = found(probeAccessPoint, facts);
    ASSERT_EQ(ids(findings), Ids{"wifi.unknown"});
    EXPECT_NE(findings[0].sentence.find("iw is not installed"), std::string::npos);
}

TEST(WifiProbes, NoWifiIsNoHarmToWhoSharesByCable)
{
    SystemFacts facts = healthy();
    facts.anyWifi = false;
    facts.radio.reset();
    facts.device->kind = capture::InterfaceKind::ethernet;
    ASSERT_EQ(ids(found(probeAccessPoint, facts)), Ids{"wifi.none"});
    EXPECT_EQ(found(probeAccessPoint, facts)[0].severity, Severity::note);
    facts.device.reset();
    EXPECT_EQ(found(probeAccessPoint, facts)[0].severity, Severity::error);
}

TEST(WifiProbes, BlockedByAProgramOrByAKey)
{
    SystemFacts facts = healthy();
    facts.wifiSwitches = {{"phy0", true, false}, {"laptop-wlan", true, true}};
    const Findings findings = found(probeSwitches, facts);
    ASSERT_EQ(ids(findings), (Ids{"wifi.blocked", "wifi.switched_off"}));
    EXPECT_EQ(findings[0].command, "sudo rfkill unblock wifi");
    EXPECT_EQ(findings[0].undo, "sudo rfkill block wifi");
    EXPECT_EQ(findings[1].command, "") << "no command turns a slider";
}

TEST(WifiProbes, TheCountryIsNotSet)
{
    SystemFacts facts = healthy();
    EXPECT_TRUE(found(probeCountry, facts).empty());
    facts.radio->country = "00";
    EXPECT_EQ(ids(found(probeCountry, facts)), Ids{"wifi.country_unset"});
    facts.radio->country.reset();
    EXPECT_TRUE(found(probeCountry, facts).empty()) << "not known is not unset";
}

TEST(WifiProbes, StationAndAccessPointAtOnce)
{
    SystemFacts facts = healthy();
    const auto withChannels = [&facts](int channels) {
        facts.radio->abilities->channelsWhileConnected = channels;
        return found(probeChannel, facts);
    };
    EXPECT_TRUE(withChannels(0).empty()) << "it is not connected";
    facts.radio->connection = RadioInterface{"phy#0", "wlan0", "managed", 11};
    EXPECT_EQ(ids(withChannels(0)), Ids{"wifi.connected"});
    const Findings one = withChannels(1);
    ASSERT_EQ(ids(one), Ids{"wifi.one_channel"});
    EXPECT_NE(one[0].sentence.find("channel 11"), std::string::npos);
    EXPECT_EQ(one[0].undo, "nmcli device connect wlan0");
    EXPECT_TRUE(withChannels(2).empty());
}

} // namespace
} // namespace telltale::hotspot
