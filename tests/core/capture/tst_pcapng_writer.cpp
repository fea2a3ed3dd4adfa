// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pcapng_writer.h"

#include "core/capture/sources.h"
#include "core/net/packet_builder.h"

#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

using namespace test;

TEST(PcapngWriter, WhatItWritesIsReadAgain)
{
    ByteBuffer out;
    PcapngWriter writer(out);
    writer.section("a test", {"about the file"});
    writer.interface(net::LinkType::ethernet, 262144, "hs0");
    writer.interface(net::LinkType::raw, 65535, "wlan0");
    writer.keyLog("CLIENT_RANDOM 00 11\n");
    writer.packet(0, {1'600'000'000'123'456'789}, text("one"), 3);
    writer.packet(1, {1'600'000'000'123'456'790}, text("two!"), 1500, {"u-10123", "private browsing begins"});
    writer.statistics(0, {1'600'000'001'000'000'000}, 12, 3, 4, {"about the counts"});
    EXPECT_EQ(out.size() % 4, 0U);
    EXPECT_EQ(lines(out),
        (std::vector<std::string>{
            "comment about the file",
            "keys CLIENT_RANDOM 00 11\n",
            "packet 1 at 1600000000123456789 if 0 link 1 one/3",
            "packet 2 at 1600000000123456790 if 1 link 101 two!/1500 \"u-10123\" \"private browsing begins\"",
            "drops 7 of 12",
            "comment about the counts at 1600000001000000000",
            "end",
        }));
}

TEST(PcapngWriter, SaysWhichAppAUserIdIsAsPcapdroidDoes)
{
    ByteBuffer out;
    PcapngWriter writer(out);
    writer.section("x");
    writer.app({10123, "com.shop", "Shop"});
    writer.app({-1, "", std::string(300, 'n')});
    EXPECT_EQ(out.size() % 4, 0U);
    EXPECT_EQ(
        lines(out), (std::vector<std::string>{"app 10123 com.shop Shop", "app -1  " + std::string(255, 'n'), "end"}));
}

TEST(PcapngWriter, PadsEvenWhereTheBufferBeginsUnaligned)
{
    ByteBuffer out{1, 2, 3}; // somebody else's octets
    PcapngWriter writer(out);
    writer.section("x");
    writer.interface(net::LinkType::ethernet, 0, "e");
    writer.packet(0, {5}, text("odd"), 3, {"c"});
    out.erase(out.begin(), out.begin() + 3);
    EXPECT_EQ(lines(out), (std::vector<std::string>{"packet 1 at 5 if 0 link 1 odd/3 \"c\"", "end"}));
}

TEST(PcapngWriter, WritesTheBytesOfTheFormat)
{
    ByteBuffer out;
    PcapngWriter writer(out);
    writer.packet(0, {0x0102030405}, text("abc"), 9);
    EXPECT_EQ(out, hex("06000000 24000000 00000000 01000000 05040302 03000000 09000000 61626300 24000000"));
}

TEST(PcapngWriter, HoldsTimesBefore1970AtIt)
{
    ByteBuffer out;
    PcapngWriter writer(out);
    writer.section("x");
    writer.interface(net::LinkType::ethernet, 0, "e");
    writer.packet(0, {-5}, text("x"), 1);
    EXPECT_EQ(lines(out)[0], "packet 1 at 0 if 0 link 1 x/1");
}

} // namespace
} // namespace telltale::capture
