// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/frame_reader.h"

#include "http2_frames.h"

#include <gtest/gtest.h>

namespace telltale::http {
namespace {

using namespace test;

TEST(FrameHeader, ReadsTheNineOctets)
{
    const std::string octets("\x01\x02\x03\x09\x04\x80\x00\x00\x05", 9);
    const FrameHeader header = parseFrameHeader(base::asBytes(octets));
    EXPECT_EQ(header.length, 0x010203U);
    EXPECT_EQ(header.type, FrameType::continuation);
    EXPECT_TRUE(header.has(frame_flag::endHeaders));
    EXPECT_EQ(header.stream, 5U); // the reserved bit is no part of it
}

TEST(FrameHeader, KnowsWhatNobodySends)
{
    const std::pair<FrameHeader, bool> cases[] = {
        {{10, FrameType::data, 1, 1}, true},
        {{10, FrameType::data, 1, 0}, false},
        {{10, FrameType::data, 4, 1}, false},
        {{20000, FrameType::data, 0, 1}, false},
        {{8, FrameType::ping, 1, 0}, true},
        {{7, FrameType::ping, 0, 0}, false},
        {{6, FrameType::settings, 0, 0}, true},
        {{6, FrameType::settings, 1, 0}, false},
        {{0, FrameType::settings, 1, 0}, true},
        {{4, FrameType::windowUpdate, 0, 0}, true},
        {{4, FrameType::rstStream, 0, 3}, true},
        {{4, FrameType::rstStream, 0, 0}, false},
        {{5, FrameType::priority, 0, 3}, true},
        {{0, FrameType::headers, 4, 3}, false},
        {{4, static_cast<FrameType>(16), 0, 0}, false},
    };
    for (const auto &[header, plausible] : cases)
        EXPECT_EQ(isPlausible(header), plausible)
            << int(header.type) << ' ' << header.length << ' ' << int(header.flags);
}

TEST(FrameHeader, TellsConnectionsByTheirFirstOctets)
{
    const std::string window = frame(8, 0, 0, std::string("\0\1\0\0", 4));
    const std::pair<std::string, Likeness> cases[] = {
        {"", Likeness::needMore},
        {"PRI * HT", Likeness::needMore},
        {prefaceAndSettings(), Likeness::yes},
        {"PRI * HTTP/1.1\r\n\r\n", Likeness::no},
        {settingsFrame(), Likeness::yes},
        {frame(4, 0, 0, std::string("\0\3\0\0\0\x64", 6)).substr(0, 10), Likeness::needMore},
        {frame(4, 0, 0, std::string("\0\3\0\0\0\x64", 6)), Likeness::yes},
        {frame(4, 0, 0, std::string("\x77\3\0\0\0\x64", 6)), Likeness::no},
        {frame(4, 0, 0, std::string("\x1a\x2a\0\0\0\x64", 6)), Likeness::yes},
        {window + settingsFrame(), Likeness::yes},
        {window, Likeness::needMore},
        {window + window + window + window + settingsFrame(), Likeness::no},
        {dataFrame(1, "x"), Likeness::no},
        {std::string("\0\0", 2), Likeness::needMore},
        {"GET / HTTP/1.1\r\n", Likeness::no},
        {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03", Likeness::no},
    };
    for (const auto &[octets, likeness] : cases)
        EXPECT_EQ(looksLikeHttp2(base::asBytes(octets)), likeness) << octets;
}

} // namespace
} // namespace telltale::http
