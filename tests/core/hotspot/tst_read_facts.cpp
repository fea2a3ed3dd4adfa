// SPDX-License-Identifier: GPL-3.0-or-later
// On this very computer; what is provoked in namespaces is in tests/app/live/doctor_live.py.
#include "hotspot/read_facts.h"

#include "core/capture/scratch_file.h"

#include <fstream>
#include <gtest/gtest.h>

namespace telltale::hotspot {
namespace {

TEST(ReadFacts, TheLoopbackInterfaceIsThere)
{
    const auto facts = readFacts({"lo", 8443, true});
    ASSERT_TRUE(facts.ok()) << facts.error().text();
    ASSERT_TRUE(facts.value().device.has_value());
    EXPECT_EQ(facts.value().device->kind, capture::InterfaceKind::loopback);
    EXPECT_EQ(facts.value().bridge, "");
    EXPECT_EQ(facts.value().relayPort, 8443);
    EXPECT_TRUE(facts.value().ruleset.has_value() || !facts.value().rulesetProblem.empty());
    bool forwards = false;
    std::ifstream("/proc/sys/net/ipv4/ip_forward") >> forwards;
    EXPECT_EQ(facts.value().forwards4, forwards);
}

TEST(ReadFacts, AnInterfaceThatIsNotThereIsAFactToo)
{
    const auto facts = readFacts({"no-such-0", std::nullopt, std::nullopt});
    ASSERT_TRUE(facts.ok());
    EXPECT_FALSE(facts.value().device.has_value());
    EXPECT_FALSE(facts.value().acceptsAdvertisements.has_value());
}

TEST(ReadFacts, AnOrdinaryFileHasNoCapabilities)
{
    const test::ScratchFile file(std::string_view("x"));
    EXPECT_FALSE(hasCaptureCapabilities(file.path()));
    EXPECT_FALSE(hasCaptureCapabilities("/no/such/file"));
    EXPECT_FALSE(hasCaptureCapabilities(""));
}

} // namespace
} // namespace telltale::hotspot
