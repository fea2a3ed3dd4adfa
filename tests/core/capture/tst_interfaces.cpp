// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/interfaces.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

TEST(Interfaces, TheLoopbackIsThere)
{
    const auto interfaces = listInterfaces();
    const auto loopback =
        std::find_if(interfaces.begin(), interfaces.end(), [](const Interface &i) { return i.name == "lo"; });
    ASSERT_NE(loopback, interfaces.end());
    EXPECT_EQ(loopback->kind, InterfaceKind::loopback);
    EXPECT_TRUE(loopback->stations.empty());
    if (loopback->up) {
        EXPECT_NE(
            std::find(loopback->addresses.begin(), loopback->addresses.end(), *net::IpAddress::parse("127.0.0.1")),
            loopback->addresses.end());
    }
}

TEST(Interfaces, NamesAreUniqueAndKindsHaveWords)
{
    auto interfaces = listInterfaces();
    std::sort(
        interfaces.begin(), interfaces.end(), [](const Interface &a, const Interface &b) { return a.name < b.name; });
    const auto twice = std::adjacent_find(
        interfaces.begin(), interfaces.end(), [](const Interface &a, const Interface &b) { return a.name == b.name; });
    EXPECT_EQ(twice, interfaces.end());
    EXPECT_STREQ(kindName(InterfaceKind::wifi), "wifi");
    EXPECT_STREQ(kindName(InterfaceKind::other), "other");
}

} // namespace
} // namespace telltale::capture
