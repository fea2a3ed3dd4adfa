// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hotspot_side.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;

TEST(HotspotSide, theLoopbackInterfaceHasItsAddresses)
{
    const auto side = engine::hotspotSide("lo");
    ASSERT_TRUE(side.ok()) << side.error().text();
    EXPECT_EQ(side.value().addresses.front().text(), "127.0.0.1");
    EXPECT_THAT(side.value().prefixes, testing::Contains("127.0.0.1/8"));
}

TEST(HotspotSide, anInterfaceThatIsNotThereIsNamed)
{
    const auto side = engine::hotspotSide("nosuch0");
    ASSERT_FALSE(side.ok());
    EXPECT_THAT(side.error().text(), testing::HasSubstr("There is no interface nosuch0."));
}

TEST(HotspotSide, thePagePortIsOneThatIsFree)
{
    // An address this machine does not have has no free port at all.
    EXPECT_EQ(engine::freePagePort(*net::IpAddress::parse("192.0.2.77")), 0);
    EXPECT_EQ(engine::freePagePort(*net::IpAddress::parse("2001:db8::77")), 0);
}
