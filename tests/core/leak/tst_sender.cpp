// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/sender.h"

#include <gtest/gtest.h>

using namespace telltale;
using leak::senderOf;
using session::Sender;

TEST(Sender, table)
{
    EXPECT_EQ(senderOf({}), (Sender{false, ""}));
    EXPECT_EQ(senderOf({{"User-Agent", "Dalvik"}}), (Sender{false, ""}));
    EXPECT_EQ(senderOf({{"origin", "https://news.example.org"}, {"referer", "https://news.example.org/a"}}),
        (Sender{true, "https://news.example.org"}));
    EXPECT_EQ(
        senderOf({{"Referer", "https://news.example.org:8443/a?b"}}), (Sender{true, "https://news.example.org:8443"}));
    EXPECT_EQ(senderOf({{"Origin", "null"}}), (Sender{true, ""}));
    EXPECT_EQ(senderOf({{"Sec-Fetch-Site", "cross-site"}}), (Sender{true, ""}));
    EXPECT_EQ(senderOf({{"Sec-Fetch-Site", "none"}}), (Sender{false, ""}));
}
