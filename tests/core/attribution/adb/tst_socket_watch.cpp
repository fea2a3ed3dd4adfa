// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/socket_watch.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;
using adb::SocketWatch;

namespace {

const std::string first = "/proc/net/tcp: 0: 02002A0A:9C40 05D8B8C0:01BB 01 0:0 0:0 0 10123 0 1\n";
const std::string second = "/proc/net/tcp: 1: 02002A0A:9C41 05D8B8C0:01BB 01 0:0 0:0 0 10200 0 1\n";

/// The events as text: kind, uid, tenths of a second.
std::string text(const std::vector<PhoneEvent> &events)
{
    std::string all;
    const auto add = [&all](const char *kind, std::uint32_t uid, base::Timestamp time) {
        all += std::string(all.empty() ? "" : ", ") + kind + " " + std::to_string(uid) + " at "
            + std::to_string(time.nanoseconds / 100'000'000);
    };
    for (const PhoneEvent &event : events) {
        if (const auto *seen = std::get_if<SocketSeen>(&event))
            add("seen", seen->uid, seen->time);
        else if (const auto *gone = std::get_if<SocketGone>(&event))
            add("gone", gone->socket.uid, gone->socket.time);
        else if (const auto *there = std::get_if<SocketsThere>(&event))
            add("there", 0, there->time);
    }
    return all;
}

base::Timestamp at(std::int64_t tenths)
{
    return {tenths * 100'000'000};
}

/// A watch whose clock is settled.
SocketWatch settled(std::int64_t uptime = 9, std::int64_t tenths = 990)
{
    SocketWatch watch;
    for (int i = 0; i < 6; ++i)
        watch.feed("#same " + std::to_string(uptime) + ".00\n", at(tenths));
    return watch;
}

} // namespace

TEST(SocketWatch, theFirstLookWaitsUntilTheClocksAreKnown)
{
    SocketWatch watch;
    EXPECT_EQ(text(watch.feed("#at 10.00\n" + first + "#end\n", at(1000))), "");
    for (int i = 1; i < 5; ++i)
        EXPECT_EQ(text(watch.feed("#same 10." + std::to_string(i) + "0\n", at(1000 + i))), "");
    EXPECT_EQ(text(watch.feed("#same 10.50\n", at(1005))), "seen 10123 at 1005, there 0 at 1005");
    EXPECT_EQ(text(watch.feed("#same 10.60\n", at(1006))), "");
}

TEST(SocketWatch, tellsWhatAppearedAndWhatIsGone)
{
    SocketWatch watch = settled();
    EXPECT_EQ(text(watch.feed("#at 10.00\n" + first + "#end\n", at(1000))), "seen 10123 at 1000, there 0 at 1000");
    EXPECT_EQ(text(watch.feed("#same 10.20\n", at(1002))), "");
    EXPECT_EQ(text(watch.feed("#at 10.40\n" + second + first + "#end\n", at(1004))), "seen 10200 at 1004");
    EXPECT_EQ(text(watch.feed("#at 10.60\n" + second + "#end\n", at(1006))), "gone 10123 at 1004")
        << "when it was seen last";
    EXPECT_EQ(text(watch.feed("#same 11.00\n", at(1010))), "there 0 at 1010");
    EXPECT_EQ(text(watch.end()), "gone 10200 at 1010");
    EXPECT_EQ(text(watch.end()), "");
    EXPECT_EQ(watch.takeUids(), (std::set<std::uint32_t>{10123, 10200}));
}

TEST(SocketWatch, aLookThatTookLongSaysTooLittleOfItsTime)
{
    SocketWatch watch = settled();
    EXPECT_EQ(text(watch.feed("#at 10.00\n" + first + "#end 10.50\n", at(1005))), "");
    EXPECT_EQ(text(watch.feed("#same 10.60 10.90\n", at(1009))), "");
    EXPECT_EQ(text(watch.feed("#same 11.00 11.10\n", at(1011))), "seen 10123 at 1010, there 0 at 1010")
        << "when it began";
    EXPECT_EQ(text(watch.feed("#at 11.20\n" + second + first + "#end 11.80\n", at(1018))), "");
    EXPECT_EQ(text(watch.feed("#at 12.00\n" + first + "#end 12.10\n", at(1021))), "there 0 at 1020")
        << "it was replaced";
}

TEST(SocketWatch, withoutSocketsTooItIsToldHowFarTheLooksAre)
{
    SocketWatch watch = settled();
    EXPECT_EQ(text(watch.feed("#same 11.00 11.00\n", at(1010))), "there 0 at 1010");
}

TEST(SocketWatch, aLookThatBreaksOffIsNone)
{
    SocketWatch watch = settled(0, 0);
    watch.feed("#at 1.0\n" + first + "#end\n", at(10));
    EXPECT_EQ(text(watch.feed("#at 1.2\n#at 1.4\n" + first + "#end\n", at(14))), "");
    EXPECT_EQ(text(watch.feed(second + "#end\n", at(15))), "") << "outside a look";
}

TEST(SocketWatch, cutsDoNotMatter)
{
    const std::string all = "#at 10.00\r\n" + first + "#end\n#at 10.04\n" + second + "#end\n";
    SocketWatch pieces = settled();
    std::vector<PhoneEvent> events;
    for (const char c : all) {
        for (PhoneEvent &event : pieces.feed(std::string_view(&c, 1), at(1000)))
            events.push_back(std::move(event));
    }
    SocketWatch whole = settled();
    EXPECT_EQ(events, whole.feed(all, at(1000)));
    EXPECT_EQ(events.size(), 4U);
}

TEST(SocketWatch, rowsBeyondTheLimitArePassedOver)
{
    SocketWatch watch = settled(0, 0);
    std::string all = "#at 1.0\n";
    for (int i = 0; i < 30000; ++i) {
        char row[120];
        std::snprintf(row, sizeof row, "/proc/net/tcp: 0: %08X:9C40 05D8B8C0:01BB 01 0:0 0:0 0 10123 0 1\n",
            0x0a0a0a0aU + static_cast<unsigned>(i));
        all += row;
    }
    EXPECT_EQ(watch.feed(all + "#end\n", at(10)).size(), adb::AdbLimits::socketRows + 1);
}
