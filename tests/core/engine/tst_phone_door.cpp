// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_door.h"

#include "core/engine/phone_dial.h"

#include <gtest/gtest.h>

using namespace telltale;

namespace {

class Door final : public engine::PhoneDoor {
public:
    bool receive(engine::ArrivedCaptures &) override { return false; }
    void abandon() override { }
    [[nodiscard]] net::Endpoint address() const override { return {}; }
    using PhoneDoor::admit;
    using PhoneDoor::expect;
};

const net::IpAddress first = *net::IpAddress::parse("10.42.0.2");
const net::IpAddress second = *net::IpAddress::parse("10.42.0.3");

} // namespace

TEST(PhoneDoor, whoIsHeardFirstIsThePhoneAndOthersAreToldOnce)
{
    Door door;
    engine::ArrivedCaptures captures({});
    EXPECT_TRUE(door.admit(first, captures));
    EXPECT_FALSE(captures.next());
    EXPECT_FALSE(door.admit(second, captures));
    EXPECT_FALSE(door.admit(second, captures));
    EXPECT_TRUE(door.admit(first, captures));
    const auto told = captures.next();
    ASSERT_TRUE(told);
    EXPECT_STREQ(std::get<base::Anomaly>(*told).id, "capture.other_sender");
    EXPECT_NE(std::get<base::Anomaly>(*told).detail.find("10.42.0.3"), std::string::npos);
    EXPECT_FALSE(captures.next());
    EXPECT_FALSE(door.failure());
}

TEST(PhoneDoor, whoIsExpectedIsTheOnlyOne)
{
    Door door;
    engine::ArrivedCaptures captures({});
    door.expect(second);
    EXPECT_FALSE(door.admit(first, captures));
    EXPECT_TRUE(door.admit(second, captures));
}
