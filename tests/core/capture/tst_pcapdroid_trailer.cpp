// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pcapdroid_trailer.h"

#include "core/net/packet_builder.h"
#include "support/pcapdroid_text.h"

#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

using namespace test;

ByteBuffer sample()
{
    return hex("0000000000000000000000000800 4500001f00010000401100ee0ad7ad01c0000207"
               "9c400035000b0000616263 000000 01072021 0000278b"
               "4d692042726f7773657200000000000000000000 7a8b354d");
}

TEST(PcapdroidTrailer, NamesTheApp)
{
    const auto app = pcapdroidTrailer(sample());
    ASSERT_TRUE(app);
    EXPECT_EQ(app->uid, 10123);
    EXPECT_EQ(app->label, "Mi Browser");
    EXPECT_EQ(app->package, "");
}

TEST(PcapdroidTrailer, IsNotSeenWhereThereIsNone)
{
    ByteBuffer damaged = sample(), otherMagic = sample();
    damaged[20] ^= 1;
    otherMagic[48] ^= 1;
    EXPECT_FALSE(pcapdroidTrailer(damaged));
    EXPECT_FALSE(pcapdroidTrailer(otherMagic));
    EXPECT_FALSE(pcapdroidTrailer({}));
    const ByteBuffer whole = sample();
    for (std::size_t cut = 0; cut < whole.size(); ++cut)
        EXPECT_FALSE(pcapdroidTrailer(base::ByteView(whole).first(cut))) << cut;
}

TEST(PcapdroidTrailer, ALabelThatFillsItsPlaceMayGoOn)
{
    const std::string packet(40, 'E');
    for (const auto &[label, shown] : std::vector<std::pair<std::string, std::string>>{
             {"Eighteen letters..", "Eighteen letters.."}, {"Nineteen letters...", "Nineteen letters...\u2026"},
             {"Seventeen letters\u00e4", "Seventeen letters\u00e4\u2026"}, {"Eighteen letters..\u00e4", "Eighteen letters..\u2026"}}) {
        const std::string frame = withTrailer(packet, 10123, label);
        const auto app = pcapdroidTrailer(base::asBytes(frame));
        ASSERT_TRUE(app) << label;
        EXPECT_EQ(app->label, shown);
    }
}

TEST(PcapdroidTrailer, AStationsFrameIsNoWordOfPcapdroid)
{
    std::string frame = withTrailer(std::string(40, 'E'), 10123, "Shop").substr(0, 14 + 42 + 28);
    frame[5] = 1;
    appendLittle(frame, frameChecksum(frame));
    EXPECT_FALSE(pcapdroidTrailer(base::asBytes(frame)));
    frame[5] = 0;
    frame.resize(frame.size() - 4);
    appendLittle(frame, frameChecksum(frame));
    EXPECT_TRUE(pcapdroidTrailer(base::asBytes(frame)));
}

} // namespace
} // namespace telltale::capture
