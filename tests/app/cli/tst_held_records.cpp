// SPDX-License-Identifier: GPL-3.0-or-later
#include "held_records.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace std::chrono_literals;
using Held = cli::HeldRecords<session::ConnectionId, session::Connection>;

namespace {

session::Connection connection(std::optional<session::AppSource> source)
{
    session::Connection c;
    c.id = {1, 0};
    if (source)
        c.app = session::App{"com.a", "A", *source, session::Confidence::likely};
    return c;
}

int released(Held &held, bool all)
{
    int count = 0;
    held.release(all, [&count](const session::Connection &) { ++count; });
    return count;
}

} // namespace

TEST(HeldRecords, waitForThePhonesWord)
{
    Held held;
    EXPECT_TRUE(held.hold({1, 0}, connection(std::nullopt), 1h));
    EXPECT_TRUE(held.hold({1, 0}, connection(session::AppSource::header), 1h)) << "the phone may say better";
    EXPECT_EQ(released(held, false), 0);
    EXPECT_FALSE(held.hold({1, 0}, connection(session::AppSource::device), 1h));
    EXPECT_EQ(released(held, true), 0) << "it went its way";
}

TEST(HeldRecords, butNotForEver)
{
    Held held;
    EXPECT_FALSE(held.hold({1, 0}, connection(std::nullopt), 0ms)) << "nobody is asked";
    EXPECT_TRUE(held.hold({1, 0}, connection(std::nullopt), 1h));
    EXPECT_EQ(released(held, true), 1);
    EXPECT_EQ(released(held, true), 0);
}
