// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge_filter.h"

#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

using namespace telltale;
using capturing::checkBridgeFilter;
using testing::HasSubstr;

namespace {

/// The files of a computer with the bridge br0.
struct Computer {
    test::TemporaryFolder folder;

    Computer()
    {
        std::filesystem::create_directories(folder.path() + "/sys/class/net/br0/bridge");
        std::filesystem::create_directories(folder.path() + "/sys/class/net/wlan0");
        std::filesystem::create_directories(folder.path() + "/proc/sys/net/bridge");
    }
    [[nodiscard]] base::Status check(const std::string &interface) const { return checkBridgeFilter(interface, folder.path()); }
};

} // namespace

TEST(BridgeFilter, aBridgeThatLeavesPacketsAloneIsFine)
{
    const Computer computer;
    EXPECT_TRUE(computer.check("br0").ok());
    (void)computer.folder.file("proc/sys/net/bridge/bridge-nf-call-iptables", "0\n");
    (void)computer.folder.file("sys/class/net/br0/bridge/nf_call_iptables", "0\n");
    EXPECT_TRUE(computer.check("br0").ok());
}

TEST(BridgeFilter, whatRewritesThemIsNamedWithItsRemedy)
{
    const Computer computer;
    (void)computer.folder.file("sys/class/net/br0/bridge/nf_call_ip6tables", "1\n");
    ASSERT_FALSE(computer.check("br0").ok());
    EXPECT_THAT(computer.check("br0").error().text(), HasSubstr("sudo ip link set br0 type bridge nf_call_iptables 0"));
    (void)computer.folder.file("proc/sys/net/bridge/bridge-nf-call-iptables", "1\n");
    EXPECT_THAT(computer.check("br0").error().text(), HasSubstr("sudo sysctl net.bridge.bridge-nf-call-iptables=0"));
    EXPECT_TRUE(computer.check("wlan0").ok()) << "it is no bridge";
}
