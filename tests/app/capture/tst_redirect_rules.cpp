// SPDX-License-Identifier: GPL-3.0-or-later
#include "redirect_rules.h"

#include <gmock/gmock.h>

namespace telltale::capturing {
namespace {

using testing::HasSubstr;
using testing::Not;

Options options(std::vector<std::string> further)
{
    std::vector<std::string> arguments{"-i", "hs0"};
    arguments.insert(arguments.end(), further.begin(), further.end());
    const auto parsed = parseOptions(arguments);
    EXPECT_TRUE(parsed.ok()) << parsed.error().text();
    return parsed.value();
}

const std::vector<std::string> bothFamilies{"--redirect", "10.42.0.1:8443", "--redirect", "[fd00::1]:8443"};

TEST(RedirectRules, NameTheOwnerTheInterfaceAndTheRelays)
{
    const std::string rules = redirectRules("telltale", options(bothFamilies));
    EXPECT_THAT(rules, HasSubstr("table inet telltale {\nflags owner;\n"));
    EXPECT_THAT(rules, HasSubstr("iifname != \"hs0\" accept"));
    EXPECT_THAT(rules, HasSubstr("meta nfproto ipv4 tcp dport { 443 } dnat ip to 10.42.0.1:8443"));
    EXPECT_THAT(rules, HasSubstr("meta nfproto ipv6 tcp dport { 443 } dnat ip6 to [fd00::1]:8443"));
    EXPECT_THAT(rules, HasSubstr("fib daddr type local accept"));
    EXPECT_THAT(rules, Not(HasSubstr("udp")));
    EXPECT_THAT(rules, Not(HasSubstr("tcp reset"))) << "both families have a relay";
}

TEST(RedirectRules, AFamilyWithoutARelayIsRefused)
{
    EXPECT_THAT(redirectRules("t", options({"--redirect", "10.42.0.1:1"})),
        HasSubstr("meta nfproto ipv6 tcp dport { 443 } reject with tcp reset"));
    EXPECT_THAT(redirectRules("t", options({"--redirect", "[fd00::1]:1", "--ports", "443,80"})),
        HasSubstr("meta nfproto ipv4 tcp dport { 80, 443 } reject with tcp reset"));
}

TEST(RedirectRules, EachWayOfNamingStationsIsAMatch)
{
    const std::string rules = redirectRules("t",
        options({"--redirect", "10.42.0.1:1", "--station", "10.42.0.2", "--station", "10.42.0.3", "--station",
            "fe80::2", "--station", "02:00:00:00:00:01", "--refuse-quic"}));
    EXPECT_THAT(rules, HasSubstr("ip saddr { 10.42.0.2, 10.42.0.3 } jump to_relay"));
    EXPECT_THAT(rules, HasSubstr("ip6 saddr { fe80::2 } jump to_relay"));
    EXPECT_THAT(rules, HasSubstr("ether saddr { 02:00:00:00:00:01 } jump refusals"));
    EXPECT_THAT(rules, HasSubstr("udp dport 443 reject with icmpx type port-unreachable"));
    EXPECT_THAT(rules, HasSubstr("ether saddr { 02:00:00:00:00:01 } return\ndrop\n"))
        << "others may not visit the relay";
}

TEST(RedirectRules, TheSecondTableHasItsInterfaceInItsName)
{
    Options of = options(bothFamilies);
    EXPECT_EQ(tableName(of, true), "telltale");
    EXPECT_EQ(tableName(of, false), "telltale-hs0");
    of.interface = "veth0@if3";
    EXPECT_EQ(tableName(of, false), "telltale-veth0_if3");
}

TEST(RedirectRules, TheInterfaceIsMarkedAsTaken)
{
    EXPECT_THAT(redirectRules("telltale", options(bothFamilies)),
        testing::EndsWith("table inet telltale-hs0 {\nflags owner;\n}\n"));
    const std::string second = redirectRules("telltale-hs0", options(bothFamilies));
    EXPECT_EQ(second.find("table inet", 1), std::string::npos) << "its own name says it";
}

} // namespace
} // namespace telltale::capturing
