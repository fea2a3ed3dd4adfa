// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using testing::HasSubstr;

// What it does with the real programs is in tests/app/live and tests/e2e; here is how it fails.

TEST(LiveSource, anInterfaceThatIsNotThereIsNamedBeforeAnythingStarts)
{
    const auto source = engine::LiveSource::start({"nosuch0", {}, {}, engine::Interception{}}, {});
    ASSERT_FALSE(source.ok());
    EXPECT_EQ(source.error().kind, base::ErrorKind::privilege);
    EXPECT_THAT(source.error().text(), HasSubstr("There is no interface nosuch0."));
}

TEST(LiveSource, withoutInterceptionThereIsNoRelay)
{
    const auto source = engine::LiveSource::start({"nosuch0", {}}, {});
    ASSERT_FALSE(source.ok());
    EXPECT_EQ(source.error().kind, base::ErrorKind::privilege);
    EXPECT_THAT(source.error().text(), testing::AnyOf(HasSubstr("nosuch0"), HasSubstr("telltale-capture")));
}
