// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pcapdroid_trailer.h"

#include "core/net/packet_builder.h"

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

} // namespace
} // namespace telltale::capture
