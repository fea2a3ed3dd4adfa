// SPDX-License-Identifier: GPL-3.0-or-later
#include "pcapdroid_option.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::cli;
using Sink = engine::PcapdroidInput::Sink;

TEST(PcapdroidOption, placesToListenAt)
{
    const auto port = readPcapdroid("1234", Sink::udp);
    ASSERT_TRUE(port.ok());
    EXPECT_EQ(port.value().sink, Sink::udp);
    EXPECT_TRUE(port.value().at.ip.isNull());
    EXPECT_EQ(port.value().at.port, 1234);
    EXPECT_NE(pcapdroidLine(port.value()).find("UDP exporter at port 1234"), std::string::npos);
    EXPECT_NE(pcapdroidLine(port.value()).find("local network"), std::string::npos);
    EXPECT_NE(pcapdroidLine(readPcapdroid("0.0.0.0:1234", Sink::tcp).value()).find("local network"), std::string::npos);
    engine::PcapdroidInput named = port.value();
    named.from = *net::IpAddress::parse("203.0.113.9");
    EXPECT_EQ(pcapdroidLine(named).find("local network"), std::string::npos);
    for (const char *place : {"10.42.0.1:1234", "[fd00::1]:1234"}) {
        const auto given = readPcapdroid(place, Sink::tcp);
        ASSERT_TRUE(given.ok()) << place;
        EXPECT_EQ(given.value().at.text(), place);
        EXPECT_NE(pcapdroidLine(given.value()).find(std::string("TCP exporter at ") + place), std::string::npos);
    }
    for (const char *wrong : {"", "x", "0", "65536", "1.2.3:4", "1234:", ":1234", "10.0.0.1:0", "10.0.0.1", "fd00::1",
             "fd00::1:1234", "-1", "1 "})
        EXPECT_FALSE(readPcapdroid(wrong, Sink::tcp).ok()) << wrong;
}

TEST(PcapdroidOption, thePhonesOwnServer)
{
    const std::pair<const char *, const char *> cases[] = {{"192.168.1.7", "192.168.1.7:8080"},
        {"192.168.1.7:81", "192.168.1.7:81"}, {"fd00::1", "[fd00::1]:8080"}, {"[fd00::1]", "[fd00::1]:8080"},
        {"[fd00::1]:81", "[fd00::1]:81"}};
    for (const auto &[given, meant] : cases) {
        const auto input = readPcapdroid(given, Sink::http);
        ASSERT_TRUE(input.ok()) << given;
        EXPECT_EQ(input.value().at.text(), meant);
        EXPECT_NE(pcapdroidLine(input.value()).find(meant), std::string::npos);
    }
    for (const char *wrong : {"", "8080", "phone", "http://192.168.1.7:8080", "192.168.1.7:", "192.168.1.7:x"})
        EXPECT_FALSE(readPcapdroid(wrong, Sink::http).ok()) << wrong;
}
