// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/bridge_filter.h"

#include "support/capture_text.h"

#include <gtest/gtest.h>

#include <filesystem>

using namespace telltale;
using capture::BridgeFilter;

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
    [[nodiscard]] BridgeFilter filterOf(const std::string &interface) const { return capture::bridgeFilterOf(interface, folder.path()); }
};

} // namespace

TEST(BridgeFilter, aBridgeThatLeavesPacketsAloneIsFine)
{
    const Computer computer;
    EXPECT_EQ(computer.filterOf("br0"), BridgeFilter::off);
    (void)computer.folder.file("proc/sys/net/bridge/bridge-nf-call-iptables", "0\n");
    (void)computer.folder.file("sys/class/net/br0/bridge/nf_call_iptables", "0\n");
    EXPECT_EQ(computer.filterOf("br0"), BridgeFilter::off);
}

TEST(BridgeFilter, whatRewritesIsToldWithTheCommandThatEndsIt)
{
    const Computer computer;
    (void)computer.folder.file("sys/class/net/br0/bridge/nf_call_ip6tables", "1\n");
    EXPECT_EQ(computer.filterOf("br0"), BridgeFilter::thisBridge);
    EXPECT_EQ(bridgeFilterCommand(BridgeFilter::thisBridge, "br0", false),
        "sudo ip link set br0 type bridge nf_call_iptables 0 nf_call_ip6tables 0");
    (void)computer.folder.file("proc/sys/net/bridge/bridge-nf-call-iptables", "1\n");
    EXPECT_EQ(computer.filterOf("br0"), BridgeFilter::everywhere);
    EXPECT_EQ(bridgeFilterCommand(BridgeFilter::everywhere, "br0", true),
        "sudo sysctl -w net.bridge.bridge-nf-call-iptables=1 net.bridge.bridge-nf-call-ip6tables=1");
    EXPECT_EQ(computer.filterOf("wlan0"), BridgeFilter::off) << "it is no bridge";
    EXPECT_EQ(bridgeFilterCommand(BridgeFilter::off, "br0", true), "");
}
