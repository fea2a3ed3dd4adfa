// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <gtest/gtest.h>

namespace telltale::capturing {
namespace {

Options parsed(const std::vector<std::string> &arguments)
{
    const auto options = parseOptions(arguments);
    EXPECT_TRUE(options.ok()) << options.error().text();
    return options.ok() ? options.value() : Options{};
}

std::string refusal(const std::vector<std::string> &arguments)
{
    const auto options = parseOptions(arguments);
    EXPECT_FALSE(options.ok());
    return options.ok() ? "" : options.error().message;
}

TEST(CaptureOptions, ReadsARedirection)
{
    const Options options = parsed({"-i", "hs0", "--redirect", "10.42.0.1:8443", "--redirect=[fd00::1]:8444",
        "--station", "10.42.0.2", "--station", "02-AB-00-00-00-01", "--ports", "443,80,443", "--refuse-quic"});
    EXPECT_EQ(options.interface, "hs0");
    ASSERT_EQ(options.relays.size(), 2U);
    EXPECT_EQ(options.relays[0].ip.text(), "10.42.0.1");
    EXPECT_EQ(options.relays[1].ip.text(), "fd00::1");
    EXPECT_EQ(options.relays[1].port, 8444);
    ASSERT_EQ(options.stations.size(), 2U);
    EXPECT_EQ(options.stations[1].mac, "02:ab:00:00:00:01");
    EXPECT_EQ(options.ports, (std::vector<std::uint16_t>{80, 443}));
    EXPECT_TRUE(options.refuseQuic);
}

TEST(CaptureOptions, OnlyPort443IsRedirectedUnlessSaid)
{
    EXPECT_EQ(parsed({"-i", "hs0", "--redirect", "10.42.0.1:1"}).ports, std::vector<std::uint16_t>{443});
}

TEST(CaptureOptions, TheFilterIsThatOfTheStationsUnlessOneIsGiven)
{
    const std::vector<std::string> stations{
        "-i", "hs0", "--station", "10.42.0.2", "--station", "fe80::2", "--station", "02:00:00:00:00:01"};
    EXPECT_EQ(parsed(stations).filter, "ip host 10.42.0.2 or ip6 host fe80::2 or ether host 02:00:00:00:00:01");
    std::vector<std::string> own = stations;
    own.insert(own.end(), {"-f", "tcp"});
    EXPECT_EQ(parsed(own).filter, "tcp");
    EXPECT_EQ(parsed({"-i", "hs0"}).filter, "");
}

TEST(CaptureOptions, RefusesWhatCannotBeMeant)
{
    const auto redirect = [](const std::string &relay) { return refusal({"-i", "hs0", "--redirect", relay}); };
    for (const char *relay : {"10.42.0.1", "10.42.0.1:0", "10.42.0.1:65536", "fd00::1:80", "[10.0.0.1]:80", ":80", "",
             "name:80", "[fd00::1]", "10.42.0.1:80x"})
        EXPECT_NE(redirect(relay).find("ADDR:PORT"), std::string::npos) << relay;
    for (const char *relay : {"127.0.0.1:80", "0.0.0.0:80", "[::1]:80", "[::]:80", "[ff02::1]:80", "224.0.0.1:80"})
        EXPECT_NE(redirect(relay).find("cannot reach"), std::string::npos) << relay;
    EXPECT_NE(refusal({"-i", "hs0", "--redirect", "10.0.0.1:1", "--redirect", "10.0.0.2:1"}).find("family"),
        std::string::npos);
    for (const char *station : {"10.0.0.256", "phone", "02:00:00:00:00", "01:00:5e:00:00:01", "02:00:00:00:00:0g", ""})
        EXPECT_FALSE(refusal({"-i", "hs0", "--station", station}).empty()) << station;
    for (const char *ports : {"", "443,", ",443", "0", "https", "443 80", "65536"})
        EXPECT_FALSE(refusal({"-i", "hs0", "--redirect", "10.0.0.1:1", "--ports", ports}).empty()) << ports;
    EXPECT_NE(refusal({"-i", "hs0", "--refuse-quic"}).find("--redirect"), std::string::npos);
    EXPECT_NE(refusal({"-i", "hs0", "--ports", "80"}).find("--redirect"), std::string::npos);
}

TEST(CaptureOptions, AnInterfaceNameCannotCarryRules)
{
    for (const char *name : {"", "hs*", "hs0\" accept", "hs0\n", "averyveryverylongname", "h s"})
        EXPECT_FALSE(refusal({"-i", name}).empty()) << name;
    for (const char *name : {"wlan0", "eth0.5", "veth0@if3", "br-1a2b", "any"})
        EXPECT_EQ(parsed({"-i", name}).interface, name);
}

TEST(CaptureOptions, RulesNeedNoInterface)
{
    EXPECT_TRUE(parsed({"--rules"}).rules);
}

} // namespace
} // namespace telltale::capturing
