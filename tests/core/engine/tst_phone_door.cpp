// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_door.h"

#include "attribution/phone_event.h"
#include "core/engine/phone_dial.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

class Door final : public engine::PhoneDoor {
public:
    bool receive(engine::ArrivedCaptures &) override { return false; }
    void abandon() override { }
    [[nodiscard]] net::Endpoint address() const override { return {}; }
    using PhoneDoor::expect;
    bool admit(const net::IpAddress &sender, engine::ArrivedCaptures &captures)
    {
        const bool admitted = admits(sender, captures);
        if (admitted)
            hear(sender, captures);
        return admitted;
    }
    using PhoneDoor::admits;
};

const net::IpAddress first = *net::IpAddress::parse("10.42.0.2");
const net::IpAddress second = *net::IpAddress::parse("10.42.0.3");
const net::IpAddress far = *net::IpAddress::parse("203.0.113.9");

/// What is told: "phone ADDRESS", or the sentence of an anomaly; empty where nothing is.
std::string told(engine::ArrivedCaptures &captures)
{
    const auto event = captures.next();
    if (!event)
        return {};
    if (const auto *anomaly = std::get_if<base::Anomaly>(&*event))
        return anomaly->detail;
    const auto line = attribution::readPhoneEvent(std::get<capture::JournalLine>(*event).object);
    return "phone " + std::get<attribution::PhoneHeard>(*line).from.text();
}

} // namespace

TEST(PhoneDoor, whoIsHeardFirstIsThePhoneAndOthersAreToldOnce)
{
    Door door;
    engine::ArrivedCaptures captures({});
    EXPECT_TRUE(door.admit(first, captures));
    EXPECT_EQ(told(captures), "phone 10.42.0.2");
    EXPECT_FALSE(door.admit(second, captures));
    EXPECT_FALSE(door.admit(far, captures));
    EXPECT_TRUE(door.admit(first, captures));
    EXPECT_THAT(told(captures), HasSubstr("10.42.0.3"));
    EXPECT_THAT(told(captures), IsEmpty());
    EXPECT_FALSE(door.failure());
}

TEST(PhoneDoor, whoIsExpectedIsTheOnlyOne)
{
    Door door;
    engine::ArrivedCaptures captures({});
    door.expect({far, {}, true}); // named, so it need not be near
    EXPECT_FALSE(door.admit(first, captures));
    EXPECT_THAT(told(captures), HasSubstr("Only those of 203.0.113.9 count"));
    EXPECT_TRUE(door.admit(far, captures));
    EXPECT_EQ(told(captures), "phone 203.0.113.9");
}

TEST(PhoneDoor, thePhoneMayHaveToBeOnALocalNetwork)
{
    Door door;
    engine::ArrivedCaptures captures({});
    door.expect({{}, {}, true});
    EXPECT_FALSE(door.admit(far, captures));
    EXPECT_THAT(told(captures), HasSubstr("203.0.113.9 sent packets. It is not on a local network"));
    EXPECT_TRUE(door.admit(second, captures));
    EXPECT_EQ(told(captures), "phone 10.42.0.3");
    EXPECT_FALSE(door.admit(first, captures));
}

TEST(PhoneDoor, whoIsNotThePhoneIsPassedOver)
{
    Door door;
    engine::ArrivedCaptures captures({});
    door.expect({{}, {first}, false});
    EXPECT_FALSE(door.admit(first, captures));
    EXPECT_THAT(told(captures), HasSubstr("10.42.0.2 sent packets. It is not the phone"));
    EXPECT_FALSE(door.admit({}, captures)) << "who has no address is nobody";
    EXPECT_TRUE(door.admit(far, captures));
}

TEST(PhoneDoor, whoIsAdmittedIsNotThePhoneBeforeItWasHeard)
{
    Door door;
    engine::ArrivedCaptures captures({});
    EXPECT_TRUE(door.admits(first, captures));
    EXPECT_TRUE(door.admit(second, captures));
    EXPECT_FALSE(door.admits(first, captures));
    EXPECT_EQ(told(captures), "phone 10.42.0.3");
}
