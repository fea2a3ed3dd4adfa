// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/quic_sniff.h"

#include <gtest/gtest.h>

#include <string>

using namespace telltale;

TEST(QuicSniff, knowsLongHeadersOfKnownVersions)
{
    const std::string v1("\xc3\x00\x00\x00\x01\x08" "12345678" "\x00\x00", 16);
    const std::string facebook("\xc3\xfa\xce\xb0\x02\x00\x00\x00", 8);
    const std::string dns("\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00", 12);
    const std::string longId("\xc3\x00\x00\x00\x01\x30", 6);
    EXPECT_TRUE(pipeline::looksLikeQuic(base::asBytes(v1)));
    EXPECT_TRUE(pipeline::looksLikeQuic(base::asBytes(facebook)));
    EXPECT_FALSE(pipeline::looksLikeQuic(base::asBytes(dns)));
    EXPECT_FALSE(pipeline::looksLikeQuic(base::asBytes(longId)));
    for (std::size_t cut = 0; cut < 15; ++cut)
        EXPECT_FALSE(pipeline::looksLikeQuic(base::asBytes(v1).first(cut))) << cut;
}
