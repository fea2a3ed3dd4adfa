// SPDX-License-Identifier: GPL-3.0-or-later
#include "facts.h"

namespace telltale::hotspot {
namespace {

using namespace test;
using Kind = capture::InterfaceKind;

TEST(LinkProbes, AMissingInterfaceIsTheOnlyThingSaidOfIt)
{
    SystemFacts facts = healthy();
    facts.device.reset();
    EXPECT_EQ(ids(found(probeDevice, facts)), Ids{"interface.missing"});
    EXPECT_TRUE(found(probeIpv6, facts).empty());
}

TEST(LinkProbes, DownAndWithoutAnAddress)
{
    SystemFacts facts = healthy();
    facts.device->up = false;
    facts.device->addresses = {ip("fe80::1")};
    const Findings findings = found(probeDevice, facts);
    ASSERT_EQ(ids(findings), (Ids{"interface.down", "interface.no_address"}));
    EXPECT_EQ(findings[0].command, "sudo ip link set hs0 up");
    EXPECT_EQ(findings[0].undo, "sudo ip link set hs0 down");
    EXPECT_EQ(findings[1].undo, "sudo ip address del 10.42.0.1/24 dev hs0");
}

TEST(LinkProbes, APortOfABridgeIsNotTheHotspot)
{
    SystemFacts facts = healthy();
    facts.bridge = "br0";
    facts.device->addresses.clear();
    const Findings findings = found(probeDevice, facts);
    ASSERT_EQ(ids(findings), Ids{"interface.bridge_port"});
    EXPECT_NE(findings[0].sentence.find("br0"), std::string::npos);
}

TEST(LinkProbes, ABridgeThatRewritesIsMendedAndUnmended)
{
    SystemFacts facts = healthy();
    EXPECT_TRUE(found(probeBridge, facts).empty());
    facts.bridgeFilter = capture::BridgeFilter::everywhere;
    const Findings findings = found(probeBridge, facts);
    ASSERT_EQ(ids(findings), Ids{"bridge.filtered"});
    EXPECT_EQ(findings[0].command, "sudo sysctl -w net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0");
    EXPECT_EQ(findings[0].undo, "sudo sysctl -w net.bridge.bridge-nf-call-iptables=1 net.bridge.bridge-nf-call-ip6tables=1");
    facts.bridgeFilter = capture::BridgeFilter::thisBridge;
    EXPECT_EQ(found(probeBridge, facts)[0].command, "sudo ip link set hs0 type bridge nf_call_iptables 0 nf_call_ip6tables 0");
}

TEST(LinkProbes, ForwardingOffButNotWhenUnknown)
{
    SystemFacts facts = healthy();
    facts.forwards4 = false;
    const Findings findings = found(probeForwarding, facts);
    ASSERT_EQ(ids(findings), Ids{"forwarding.off"});
    EXPECT_EQ(findings[0].command, "sudo sysctl -w net.ipv4.ip_forward=1");
    EXPECT_EQ(findings[0].undo, "sudo sysctl -w net.ipv4.ip_forward=0");
    facts.forwards4.reset();
    EXPECT_TRUE(found(probeForwarding, facts).empty());
}

TEST(LinkProbes, NoWayToTheInternetOrOneThroughAVpn)
{
    SystemFacts facts = healthy();
    EXPECT_TRUE(found(probeUplink, facts).empty());
    facts.uplink4 = device("wg0", Kind::tunnel, {ip("10.8.0.2")});
    facts.uplink6 = facts.uplink4;
    EXPECT_EQ(ids(found(probeUplink, facts)), Ids{"uplink.tunnel"}) << "once, though both families use it";
    facts.uplink4.reset();
    facts.uplink6.reset();
    EXPECT_EQ(ids(found(probeUplink, facts)), Ids{"uplink.missing"});
}

TEST(LinkProbes, Ipv6PastARelayThatTakesIpv4Only)
{
    SystemFacts facts = healthy();
    facts.device->addresses.push_back(ip("2001:db8::1"));
    facts.forwards6 = true;
    facts.uplink6 = device("up0", Kind::ethernet, {ip("2001:db8:1::1")});
    facts.relayHasIpv6 = false;
    const Findings findings = found(probeIpv6, facts);
    ASSERT_EQ(ids(findings), Ids{"ipv6.leak"});
    EXPECT_EQ(findings[0].severity, Severity::warning);
    EXPECT_EQ(findings[0].command, "sudo sysctl -w net.ipv6.conf.hs0.disable_ipv6=1");
    facts.relayHasIpv6.reset();
    EXPECT_EQ(found(probeIpv6, facts).at(0).severity, Severity::note) << "it is not known what the relay takes";
    facts.relayHasIpv6 = true;
    EXPECT_TRUE(found(probeIpv6, facts).empty());
    facts.relayHasIpv6 = false;
    facts.forwards6 = false;
    EXPECT_TRUE(found(probeIpv6, facts).empty());
}

TEST(LinkProbes, AnotherRouterBehindTheHotspot)
{
    SystemFacts facts = healthy();
    facts.acceptsAdvertisements = 1;
    facts.uplink6 = facts.device;
    EXPECT_EQ(ids(found(probeIpv6, facts)), Ids{"ipv6.advertised"});
    facts.forwards6 = true; // then 1 means no, and 2 yes
    EXPECT_TRUE(found(probeIpv6, facts).empty());
    facts.acceptsAdvertisements = 2;
    EXPECT_EQ(found(probeIpv6, facts).at(0).undo, "sudo sysctl -w net.ipv6.conf.hs0.accept_ra=2");
}

TEST(LinkProbes, TheCaptureProgramNeedsItsRight)
{
    SystemFacts facts = healthy();
    EXPECT_TRUE(found(probeCaptureProgram, facts).empty());
    facts.captureProgram.hasRight = false;
    const Findings findings = found(probeCaptureProgram, facts);
    ASSERT_EQ(ids(findings), Ids{"capture.no_right"});
    EXPECT_EQ(findings[0].command, "sudo setcap cap_net_raw,cap_net_admin=eip /usr/bin/telltale-capture");
    EXPECT_EQ(findings[0].undo, "sudo setcap -r /usr/bin/telltale-capture");
    facts.captureProgram.path.clear();
    EXPECT_EQ(ids(found(probeCaptureProgram, facts)), Ids{"capture.missing"});
}

} // namespace
} // namespace telltale::hotspot
