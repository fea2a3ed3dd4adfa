// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/datagram_capture.h"

#include "support/pcapdroid_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using capture::DatagramCapture;

namespace {

std::string little(std::initializer_list<std::uint32_t> words)
{
    std::string out;
    for (const std::uint32_t word : words)
        test::appendLittle(out, word);
    return out;
}

std::string header(std::uint32_t link)
{
    return little({0xa1b2c3d4, 0x00040002, 0, 0, 65535, link});
}

std::string record(const std::string &packet)
{
    const auto size = static_cast<std::uint32_t>(packet.size());
    return little({1'600'000'000, 0, size, size}) + packet;
}

/// What the datagram became; a stroke in front where a capture begins.
std::string taken(DatagramCapture &datagrams, const std::string &datagram)
{
    const auto piece = datagrams.take(base::asBytes(datagram));
    return (piece.begins ? "|" : "") + std::string(base::asText(piece.octets));
}

const std::string ip(40, 'E');
const std::string section = test::pcapngBlock(0x0a0d0d0a, little({0x1a2b3c4d, 1, 0xffffffff, 0xffffffff}));
const std::string interface = test::pcapngBlock(1, little({101, 65535}));
const std::string block = test::pcapngBlock(6, little({0, 0, 0, 40, 40}) + ip);

} // namespace

TEST(DatagramCapture, aWholeCaptureStaysAsItIs)
{
    DatagramCapture datagrams;
    EXPECT_EQ(taken(datagrams, header(101)), "|" + header(101));
    EXPECT_EQ(taken(datagrams, record(ip)), record(ip));
    EXPECT_EQ(taken(datagrams, section + interface), "|" + section + interface) << "the phone began again";
    EXPECT_EQ(taken(datagrams, block), block);
    EXPECT_EQ(taken(datagrams, header(1)), "|" + header(1));
    EXPECT_EQ(taken(datagrams, record(ip)), record(ip));
}

TEST(DatagramCapture, whoListensLateInventsTheHeader)
{
    DatagramCapture raw, ethernet, blocks;
    EXPECT_EQ(taken(raw, record(ip)), "|" + header(101) + record(ip));
    EXPECT_EQ(taken(raw, record(ip)), record(ip));
    const std::string trailed = record(test::withTrailer(ip, 10123, "Shop"));
    EXPECT_EQ(taken(ethernet, trailed), "|" + header(1) + trailed);
    EXPECT_EQ(taken(ethernet, trailed), trailed);
    EXPECT_EQ(taken(blocks, block), "|" + section + interface + block);
    EXPECT_EQ(taken(blocks, block), block);
}

TEST(DatagramCapture, interfacesThatWereDescribedToNobodyAreInvented)
{
    const std::string third = test::pcapngBlock(6, little({2, 0, 0, 40, 40}) + ip);
    const std::string fourth = test::pcapngBlock(6, little({3, 0, 0, 40, 40}) + ip);
    DatagramCapture late;
    EXPECT_EQ(taken(late, third), "|" + section + interface + interface + interface + third);
    EXPECT_EQ(taken(late, block), block);
    EXPECT_EQ(taken(late, interface + fourth), interface + fourth) << "the phone told of it in time";
    EXPECT_EQ(taken(late, section + interface), "|" + section + interface) << "it counts anew";
    EXPECT_EQ(taken(late, third), interface + interface + third);
    const std::string beyond = test::pcapngBlock(6, little({0xffffffff, 0, 0, 40, 40}) + ip);
    EXPECT_EQ(taken(late, beyond), beyond) << "the parser says what is wrong with it";
    const std::string far = test::pcapngBlock(6, little({70'000, 0, 0, 40, 40}) + ip);
    EXPECT_EQ(taken(late, far).size(), far.size() + 253 * interface.size());
}

TEST(DatagramCapture, aTrailerCorrectsTheGuess)
{
    DatagramCapture datagrams;
    const std::string trailed = record(test::withTrailer(ip, 10123, "Shop"));
    EXPECT_EQ(taken(datagrams, record(ip)), "|" + header(101) + record(ip));
    EXPECT_EQ(taken(datagrams, trailed), "|" + header(1) + trailed);
    EXPECT_EQ(taken(datagrams, record(ip)), record(ip));
}

TEST(DatagramCapture, whatIsNotWholeIsLeftOut)
{
    DatagramCapture datagrams;
    for (const std::string &whole : {record(ip), block, header(101), section}) {
        for (std::size_t cut = 0; cut < whole.size(); ++cut)
            EXPECT_EQ(taken(datagrams, whole.substr(0, cut)), "") << cut;
        EXPECT_EQ(taken(datagrams, whole + "x"), "");
    }
    EXPECT_EQ(taken(datagrams, record(ip)), "|" + header(101) + record(ip)) << "what was left out leaves no trace";
}
