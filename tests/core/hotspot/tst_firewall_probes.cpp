// SPDX-License-Identifier: GPL-3.0-or-later
#include "facts.h"

namespace telltale::hotspot {
namespace {

using namespace test;

const std::string accept = R"({"accept":null})";

SystemFacts with(const std::vector<std::string> &items)
{
    SystemFacts facts = healthy();
    facts.ruleset = ruleset(items);
    return facts;
}

TEST(FirewallProbes, RulesThatMayNotBeReadAreSaidToBeUnread)
{
    SystemFacts facts = healthy();
    facts.ruleset.reset();
    facts.rulesetProblem = "reading its rules needs the right to change them.";
    facts.rulesetRemedy = "Give telltale-capture its right.";
    facts.captureProgram.hasRight = false;
    const Findings findings = found(probeRuleset, facts);
    ASSERT_EQ(ids(findings), Ids{"firewall.unread"});
    EXPECT_TRUE(findings[0].command.starts_with("sudo setcap")) << findings[0].command;
    EXPECT_TRUE(found(probeForwardRules, facts).empty()) << "nothing is guessed";
    EXPECT_TRUE(found(probeInputRules, facts).empty());
    facts = healthy();
    facts.legacyRules = true;
    EXPECT_EQ(ids(found(probeRuleset, facts)), Ids{"firewall.legacy"});
    facts = healthy();
    facts.rulesetProblem = "The table inet firewalld is not among the rules.";
    EXPECT_EQ(ids(found(probeRuleset, facts)), Ids{"firewall.partly"});
}

TEST(FirewallProbes, DockersForwardPolicy)
{
    const std::vector<std::string> docker{chain("ip", "filter", "DOCKER-USER"),
        chain("ip", "filter", "FORWARD", "forward", "drop"),
        rule("ip", "filter", "FORWARD", R"({"jump":{"target":"DOCKER-USER"}})"),
        rule("ip", "filter", "FORWARD", interfaceIs("iifname", "docker0") + "," + accept)};
    const Findings findings = found(probeForwardRules, with(docker));
    ASSERT_EQ(ids(findings), Ids{"firewall.forward"});
    EXPECT_TRUE(findings[0].sentence.starts_with("Docker")) << findings[0].sentence;
    EXPECT_EQ(findings[0].command,
        "sudo iptables -I DOCKER-USER -i hs0 -j ACCEPT && sudo iptables -I DOCKER-USER -o hs0 -j ACCEPT");
    EXPECT_EQ(findings[0].undo,
        "sudo iptables -D DOCKER-USER -i hs0 -j ACCEPT && sudo iptables -D DOCKER-USER -o hs0 -j ACCEPT");
    auto mended = docker;
    mended.push_back(rule("ip", "filter", "DOCKER-USER", interfaceIs("iifname", "hs0") + "," + accept));
    EXPECT_TRUE(found(probeForwardRules, with(mended)).empty()) << "after the command it is well";
}

TEST(FirewallProbes, AnNftablesForwardPolicyIsMendedInItsOwnWords)
{
    SystemFacts facts = with({chain("inet", "mine", "fwd", "forward", "drop")});
    facts.uplink6 = facts.uplink4;
    const Findings findings = found(probeForwardRules, facts);
    ASSERT_EQ(ids(findings), (Ids{"firewall.forward", "firewall.forward6"}));
    EXPECT_EQ(findings[0].command,
        "sudo nft 'insert rule inet mine fwd iifname \"hs0\" accept comment \"telltale forward\"' && "
        "sudo nft 'insert rule inet mine fwd oifname \"hs0\" accept comment \"telltale forward\"'");
    EXPECT_TRUE(findings[0].undo.starts_with("sudo nft -a list chain inet mine fwd | sed")) << findings[0].undo;
}

TEST(FirewallProbes, ANameThatAShellWouldTakeForMoreGetsNoCommand)
{
    const Findings findings = found(probeForwardRules, with({chain("inet", "$(reboot)", "c", "forward", "drop")}));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].command, "");
    EXPECT_EQ(findings[0].undo, "");
}

TEST(FirewallProbes, AnInputPolicyThatDrops)
{
    const std::vector<std::string> plain{chain("inet", "mine", "in", "input", "drop")};
    SystemFacts facts = with(plain);
    facts.relayPort = 8443;
    const Findings findings = found(probeInputRules, facts);
    ASSERT_EQ(ids(findings), (Ids{"firewall.dhcp", "firewall.dns", "firewall.relay"}));
    EXPECT_EQ(findings[0].command,
        "sudo nft 'insert rule inet mine in iifname \"hs0\" udp dport 67 accept comment \"telltale udp 67\"'");
    EXPECT_NE(findings[2].sentence.find("port 8443"), std::string::npos);
    auto allowed = plain;
    allowed.push_back(rule("inet", "mine", "in", portIs("udp", R"({"set":[53,67]})") + "," + accept));
    EXPECT_EQ(ids(found(probeInputRules, with(allowed))), Ids{"firewall.relay"});
}

TEST(FirewallProbes, FirewalldAndUfwAreMendedInTheirOwnWords)
{
    const auto firewalld = found(probeInputRules,
        with({chain("inet", "firewalld", "filter_INPUT", "input"),
            rule("inet", "firewalld", "filter_INPUT", R"({"reject":null})")}));
    ASSERT_EQ(firewalld.size(), 3U);
    EXPECT_TRUE(firewalld[0].sentence.starts_with("Firewalld drops DHCP")) << firewalld[0].sentence;
    EXPECT_EQ(firewalld[0].command, "sudo firewall-cmd --zone=trusted --change-interface=hs0");
    EXPECT_EQ(firewalld[0].undo, "sudo firewall-cmd --zone=trusted --remove-interface=hs0");
    const SystemFacts ufw = with({chain("ip", "filter", "ufw-before-input"),
        chain("ip", "filter", "INPUT", "input", "drop"), chain("ip", "filter", "FORWARD", "forward", "drop")});
    EXPECT_EQ(found(probeInputRules, ufw).at(1).command, "sudo ufw allow in on hs0 to any port 53 proto udp");
    EXPECT_EQ(found(probeInputRules, ufw).at(1).undo, "sudo ufw delete allow in on hs0 to any port 53 proto udp");
    EXPECT_EQ(found(probeForwardRules, ufw).at(0).command, "sudo ufw route allow in on hs0");
    EXPECT_EQ(found(probeForwardRules, ufw).at(0).undo, "sudo ufw route delete allow in on hs0");
}

TEST(FirewallProbes, RulesThatAreNotUnderstoodGiveANote)
{
    const auto findings = found(probeInputRules,
        with({chain("ip", "filter", "INPUT", "input", "drop"),
            rule("ip", "filter", "INPUT", R"({"xt":{"type":"match"}},{"accept":null})")}));
    ASSERT_EQ(findings.size(), 3U);
    EXPECT_EQ(findings[0].severity, Severity::note);
    EXPECT_TRUE(findings[0].sentence.starts_with("It may be that")) << findings[0].sentence;
}

} // namespace
} // namespace telltale::hotspot
