// SPDX-License-Identifier: GPL-3.0-or-later
#include "reassembly/recent_segments.h"

#include <gtest/gtest.h>
#include <string>

namespace telltale::reassembly {

namespace {

TEST(RecentSegments, noticesEverySingleChangedByte)
{
    for (std::size_t size = 1; size < 80; ++size) {
        std::string text(size, 'a');
        RecentSegments recent;
        recent.remember(100, base::asBytes(text));
        EXPECT_FALSE(recent.contradicts(100, base::asBytes(text)));
        for (char &c : text) {
            c = 'b';
            EXPECT_TRUE(recent.contradicts(100, base::asBytes(text))) << size;
            c = 'a';
        }
        EXPECT_FALSE(recent.contradicts(100, base::asBytes(text + "more")));
        EXPECT_FALSE(recent.contradicts(101, base::asBytes("zzz"))) << "another place";
    }
}

TEST(RecentSegments, forgetsTheOldest)
{
    RecentSegments recent;
    for (std::int64_t i = 0; i < 7; ++i)
        recent.remember(i * 10, base::asBytes("right"));
    EXPECT_FALSE(recent.contradicts(0, base::asBytes("wrong")));
    EXPECT_TRUE(recent.contradicts(60, base::asBytes("wrong")));
    EXPECT_FALSE(recent.contradicts(60, base::asBytes("wro"))) << "shorter than what was seen: not comparable";
}

} // namespace

} // namespace telltale::reassembly
