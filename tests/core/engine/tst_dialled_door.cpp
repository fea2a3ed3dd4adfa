// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialled_door.h"

#include "core/engine/phone_dial.h"

#include <gtest/gtest.h>

using namespace telltale;
using engine::DialledDoor;
using Words = std::vector<std::string>;

TEST(DialledDoor, eachConnectionIsACapture)
{
    const auto opened = DialledDoor::open(test::localhost(), {});
    ASSERT_TRUE(opened.ok());
    engine::PhoneDoor &door = *opened.value();
    engine::ArrivedCaptures captures({});
    const std::string whole = test::conversation();
    {
        const auto phone = test::dial(door.address(), SOCK_STREAM);
        test::send(phone, whole.substr(0, 100));
        test::send(phone, whole.substr(100));
    }
    test::dial(door.address(), SOCK_STREAM); // and hangs up at once
    const auto phone = test::dial(door.address(), SOCK_STREAM);
    test::send(phone, whole);
    EXPECT_EQ(test::words(12, door, captures), (Words{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}));
}

TEST(DialledDoor, whoDialsAgainHasLostTheEarlierConnection)
{
    const auto opened = DialledDoor::open(test::localhost(), {});
    ASSERT_TRUE(opened.ok());
    engine::PhoneDoor &door = *opened.value();
    engine::ArrivedCaptures captures({});
    const std::string whole = test::conversation();
    const auto lost = test::dial(door.address(), SOCK_STREAM); // never hangs up
    test::send(lost, whole.substr(0, whole.size() - 1));
    EXPECT_EQ(test::words(5, door, captures), (Words{"1", "2", "3", "4", "5"}));
    const auto again = test::dial(door.address(), SOCK_STREAM);
    test::send(again, whole);
    EXPECT_EQ(test::words(3, door, captures), (Words{"capture.stream_cut", "6", "7"}));
}

TEST(DialledDoor, whoSendsNoCaptureIsNotThePhone)
{
    const auto opened = DialledDoor::open(test::localhost(), {});
    ASSERT_TRUE(opened.ok());
    engine::PhoneDoor &door = *opened.value();
    engine::ArrivedCaptures captures({});
    const auto silent = test::dial(door.address(), SOCK_STREAM, "127.0.0.3");
    const auto scanner = test::dial(door.address(), SOCK_STREAM, "127.0.0.4");
    test::send(scanner, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    EXPECT_EQ(test::words(1, door, captures), Words{"capture.stream_cut"});
    door.abandon();
    const auto phone = test::dial(door.address(), SOCK_STREAM, "127.0.0.2");
    const std::string whole = test::conversation();
    for (const char &octet : whole.substr(0, 6))
        test::send(phone, {&octet, 1});
    test::send(phone, whole.substr(6));
    EXPECT_EQ(test::words(6, door, captures).back(), "6");
    const auto again = test::dial(door.address(), SOCK_STREAM, "127.0.0.4");
    EXPECT_EQ(test::words(1, door, captures), Words{"capture.other_sender"});
}

TEST(DialledDoor, nobodyElseEndsThePhonesConnection)
{
    const auto opened = DialledDoor::open(test::localhost(), {});
    ASSERT_TRUE(opened.ok());
    engine::PhoneDoor &door = *opened.value();
    engine::ArrivedCaptures captures({});
    const std::string whole = test::conversation();
    const auto phone = test::dial(door.address(), SOCK_STREAM, "127.0.0.2");
    test::send(phone, whole.substr(0, whole.size() - 1));
    EXPECT_EQ(test::words(5, door, captures), (Words{"1", "2", "3", "4", "5"}));
    const auto other = test::dial(door.address(), SOCK_STREAM, "127.0.0.3");
    EXPECT_EQ(test::words(1, door, captures), Words{"capture.other_sender"});
    test::send(phone, whole.substr(whole.size() - 1));
    EXPECT_EQ(test::words(1, door, captures), Words{"6"});
}

TEST(DialledDoor, anAddressThatIsTakenIsNamed)
{
    const auto first = DialledDoor::open(test::localhost(), {});
    ASSERT_TRUE(first.ok());
    const auto second = DialledDoor::open(first.value()->address(), {});
    ASSERT_FALSE(second.ok());
    EXPECT_NE(second.error().message.find(first.value()->address().text()), std::string::npos);
}
