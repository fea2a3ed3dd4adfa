// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/phone_clock.h"

#include <gtest/gtest.h>

using namespace telltale;
using attribution::adb::PhoneClock;
using attribution::adb::readUptime;

namespace {

base::Timestamp at(double seconds)
{
    return {static_cast<std::int64_t>(seconds * 1e9)};
}

} // namespace

TEST(PhoneClock, readsUptimes)
{
    EXPECT_EQ(readUptime("5126.42"), 5'126'420'000'000);
    EXPECT_EQ(readUptime("7"), 7'000'000'000);
    for (const char *text : {"", "-1", "a", "1.", "1.x", "99999999999", "1e9"})
        EXPECT_FALSE(readUptime(text)) << text;
}

TEST(PhoneClock, whatCameLateDidNotHappenLate)
{
    PhoneClock clock;
    EXPECT_EQ(clock.timeOf("100.00", at(1000.05)), at(1000.05));
    EXPECT_EQ(clock.timeOf("100.20", at(1000.21)), at(1000.21)) << "this one came with less delay";
    EXPECT_EQ(clock.timeOf("100.40", at(1003.0)), at(1000.41)) << "two and a half seconds on the way";
}

TEST(PhoneClock, isTrustedWhenNothingComesFasterAnyMore)
{
    PhoneClock clock;
    for (int i = 0; i < 10; ++i) { // two seconds of them lay somewhere, and come all at once
        clock.timeOf(std::to_string(100 + i / 5) + "." + std::to_string(i % 5 * 2) + "0", at(1002.0));
        EXPECT_FALSE(clock.settled()) << i;
    }
    for (int i = 0; i < 5; ++i)
        clock.timeOf("102." + std::to_string(i * 2) + "0", at(1002.0 + 0.2 * i));
    clock.timeOf("103.00", at(1003.0));
    EXPECT_TRUE(clock.settled());
    clock.timeOf("103.20", at(1004.9));
    EXPECT_TRUE(clock.settled()) << "what comes late changes nothing";
}

TEST(PhoneClock, aPhoneThatWasRestartedBeginsAnew)
{
    PhoneClock clock;
    clock.timeOf("5000.00", at(9000));
    EXPECT_EQ(clock.timeOf("12.00", at(9060)), at(9060));
    EXPECT_EQ(clock.timeOf("nonsense", at(9061)), at(9061));
}
