// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datagram_door.h"

#include "core/engine/phone_dial.h"
#include "support/pcapdroid_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using engine::DatagramDoor;
using Words = std::vector<std::string>;

namespace {

std::vector<std::string> records()
{
    std::vector<std::string> all;
    test::eachRecord(test::conversation(), [&](std::size_t, std::string_view header, std::string_view packet) {
        all.push_back(std::string(header) + std::string(packet));
    });
    return all;
}

} // namespace

TEST(DatagramDoor, aRecordInEachAndWhatIsNoneIsTold)
{
    const auto opened = DatagramDoor::open(test::localhost(), {});
    ASSERT_TRUE(opened.ok());
    engine::PhoneDoor &door = *opened.value();
    engine::ArrivedCaptures captures({});
    const auto phone = test::dial(door.address(), SOCK_DGRAM);
    for (const std::string &record : records())
        test::send(phone, record);
    EXPECT_EQ(test::words(6, door, captures), (Words{"1", "2", "3", "4", "5", "6"}));
    test::send(phone, "noise");
    EXPECT_EQ(test::words(1, door, captures), Words{"capture.odd_datagram"});
    door.abandon();
    test::send(phone, records()[0]);
    EXPECT_EQ(test::words(1, door, captures), Words{"7"}) << "a header is invented again";
}

TEST(DatagramDoor, noiseMakesNobodyThePhone)
{
    const auto opened = DatagramDoor::open(test::localhost(), {});
    ASSERT_TRUE(opened.ok());
    engine::PhoneDoor &door = *opened.value();
    engine::ArrivedCaptures captures({});
    const auto scanner = test::dial(door.address(), SOCK_DGRAM, "127.0.0.3");
    const auto phone = test::dial(door.address(), SOCK_DGRAM, "127.0.0.2");
    test::send(scanner, "are you there?");
    test::send(phone, records()[0]);
    EXPECT_EQ(test::words(2, door, captures), (Words{"capture.odd_datagram", "1"}));
    test::send(scanner, records()[1]);
    EXPECT_EQ(test::words(1, door, captures), Words{"capture.other_sender"});
}

TEST(DatagramDoor, othersAreLeftOut)
{
    const auto opened = DatagramDoor::open(test::localhost(), {test::localhost(0, "127.0.0.2").ip, {}, false});
    ASSERT_TRUE(opened.ok());
    engine::PhoneDoor &door = *opened.value();
    engine::ArrivedCaptures captures({});
    const auto other = test::dial(door.address(), SOCK_DGRAM, "127.0.0.3");
    const auto phone = test::dial(door.address(), SOCK_DGRAM, "127.0.0.2");
    test::send(other, records()[0]);
    test::send(phone, records()[1]);
    EXPECT_EQ(test::words(2, door, captures), (Words{"capture.other_sender", "1"}));
}

TEST(DatagramDoor, whatTheSystemDropsIsCounted)
{
    const auto opened = DatagramDoor::open(test::localhost(), {});
    ASSERT_TRUE(opened.ok());
    engine::PhoneDoor &door = *opened.value();
    engine::ArrivedCaptures captures({});
    const auto phone = test::dial(door.address(), SOCK_DGRAM);
    const std::string record = records()[0];
    const std::string large = test::conversation().substr(0, 24) + record;
    constexpr std::size_t sent = 40'000; // more than any receive buffer we ask for holds
    for (std::size_t i = 0; i < sent; ++i)
        (void)::send(phone.get(), large.data(), large.size(), 0);
    while (door.receive(captures)) { }
    test::send(phone, record); // the count comes with the next one
    std::uint64_t packets = 0, dropped = 0, received = 0;
    for (bool more = true; more;) {
        more = door.receive(captures);
        while (const auto event = captures.next()) {
            packets += std::holds_alternative<capture::Packet>(*event) ? 1U : 0U;
            if (const auto *drops = std::get_if<capture::DropCount>(&*event)) {
                dropped = drops->dropped;
                received = drops->received;
            }
        }
    }
    EXPECT_GT(dropped, 0U);
    EXPECT_EQ(packets + dropped, sent + 1);
    EXPECT_LE(received, sent + 1);
}

TEST(DatagramDoor, anAddressThatIsTakenOrNotOursIsNamed)
{
    const auto first = DatagramDoor::open(test::localhost(), {});
    ASSERT_TRUE(first.ok());
    for (const net::Endpoint &at : {first.value()->address(), test::localhost(1234, "203.0.113.9")}) {
        const auto second = DatagramDoor::open(at, {});
        ASSERT_FALSE(second.ok());
        EXPECT_EQ(second.error().kind, base::ErrorKind::privilege);
        EXPECT_NE(second.error().message.find(at.text()), std::string::npos) << second.error().message;
    }
}
