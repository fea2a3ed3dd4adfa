// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/packet_fate.h"

#include "rulesets.h"

namespace telltale::hotspot {
namespace {

using namespace test;
using Outcome = PacketFate::Outcome;

const ProbePacket dhcp{"hs0", "", "udp", 67, false};
const ProbePacket web{"hs0", "up0", "tcp", 443, false};
const std::string accept = R"({"accept":null})", drop = R"({"drop":null})", leave = R"({"return":null})";

Outcome input(std::vector<std::string> rules, const std::string &policy = "drop", const ProbePacket &packet = dhcp)
{
    std::vector<std::string> items{chain("inet", "f", "in", "input", policy), chain("inet", "f", "next")};
    for (const std::string &expressions : rules)
        items.push_back(rule("inet", "f", expressions.starts_with("next:") ? "next" : "in",
            expressions.starts_with("next:") ? expressions.substr(5) : expressions));
    return fateOf(ruleset(items), "input", packet).outcome;
}

TEST(PacketFate, ThePolicyDecidesWhereNoRuleDoes)
{
    EXPECT_EQ(input({}), Outcome::dropped);
    EXPECT_EQ(input({}, "accept"), Outcome::passes);
    EXPECT_EQ(fateOf(Ruleset{}, "input", dhcp).outcome, Outcome::passes);
}

TEST(PacketFate, TheFirstRuleThatHoldsDecides)
{
    EXPECT_EQ(input({interfaceIs("iifname", "hs0") + "," + accept, drop}), Outcome::passes);
    EXPECT_EQ(input({interfaceIs("iifname", "hs*") + "," + accept}), Outcome::passes);
    EXPECT_EQ(input({interfaceIs("iifname", "lo") + "," + accept}), Outcome::dropped);
    EXPECT_EQ(input({interfaceIs("iifname", "lo", "!=") + "," + accept}), Outcome::passes);
    EXPECT_EQ(input({portIs("udp", "67") + "," + accept}), Outcome::passes);
    EXPECT_EQ(input({portIs("tcp", "67") + "," + accept}), Outcome::dropped);
    EXPECT_EQ(input({portIs("udp", "53") + "," + accept}), Outcome::dropped);
    EXPECT_EQ(input({portIs("udp", "67") + "," + drop}, "accept"), Outcome::dropped);
}

TEST(PacketFate, TheFirstPacketIsNew)
{
    const std::string established =
        R"({"match":{"op":"in","left":{"ct":{"key":"state"}},"right":["established","related"]}},)";
    EXPECT_EQ(input({established + accept}), Outcome::dropped);
    const std::string fresh = R"({"match":{"op":"in","left":{"ct":{"key":"state"}},"right":"new"}},)";
    EXPECT_EQ(input({fresh + accept}), Outcome::passes);
}

TEST(PacketFate, FollowsJumpsReturnsAndGotos)
{
    const std::string jump = R"({"jump":{"target":"next"}})", go = R"({"goto":{"target":"next"}})";
    EXPECT_EQ(input({jump, "next:" + accept}), Outcome::passes);
    EXPECT_EQ(input({jump, "next:" + leave, "next:" + accept}), Outcome::dropped);
    EXPECT_EQ(input({jump, accept, "next:" + leave, "next:" + drop}), Outcome::passes);
    EXPECT_EQ(input({go, accept}), Outcome::dropped) << "a goto does not come back";
    EXPECT_EQ(input({R"({"jump":{"target":"nowhere"}})"}), Outcome::unknown);
    EXPECT_EQ(input({jump, "next:" + jump}), Outcome::unknown) << "a loop, which the kernel would refuse";
}

TEST(PacketFate, WhatMayHoldMayHold)
{
    const std::string limit = R"({"limit":{"rate":5,"per":"second"}},)";
    EXPECT_EQ(input({limit + accept}), Outcome::unknown);
    EXPECT_EQ(input({limit + drop}, "accept"), Outcome::unknown);
    EXPECT_EQ(input({limit + drop}), Outcome::dropped) << "dropped one way or the other";
    EXPECT_EQ(input({limit + leave, drop}), Outcome::dropped);
    EXPECT_EQ(
        input({portIs("tcp", R"({"range":[8000,9000]})") + "," + accept}, "drop", {"hs0", "", "tcp", 8443, false}),
        Outcome::unknown);
}

TEST(PacketFate, OnlyChainsOfThePacketsFamilyAndNotOursCount)
{
    const auto of = [](const std::string &family, const std::string &table) {
        return ruleset({chain(family, table, "FORWARD", "forward", "drop")});
    };
    EXPECT_EQ(fateOf(of("ip", "filter"), "forward", web).outcome, Outcome::dropped);
    EXPECT_EQ(fateOf(of("ip6", "filter"), "forward", web).outcome, Outcome::passes);
    EXPECT_EQ(fateOf(of("bridge", "filter"), "forward", web).outcome, Outcome::passes);
    EXPECT_EQ(fateOf(of("inet", "telltale"), "forward", web).outcome, Outcome::passes);
    EXPECT_EQ(fateOf(of("ip", "filter"), "input", web).outcome, Outcome::passes);
    const Ruleset second = ruleset({chain("ip", "a", "one", "forward"), rule("ip", "a", "one", accept),
        chain("ip", "b", "two", "forward", "drop")});
    EXPECT_EQ(fateOf(second, "forward", web).by->name, "two") << "an accept ends one chain only";
}

TEST(PacketFate, AVastRulesetEnds)
{
    std::vector<std::string> items{chain("ip", "f", "in", "input", "drop")};
    for (int i = 0; i < 14; ++i) {
        items.push_back(chain("ip", "f", "c" + std::to_string(i)));
        for (int j = 0; j < 8; ++j)
            items.push_back(
                rule("ip", "f", "c" + std::to_string(i), R"({"jump":{"target":"c)" + std::to_string(i + 1) + "\"}}"));
    }
    items.push_back(rule("ip", "f", "in", R"({"jump":{"target":"c0"}})"));
    EXPECT_EQ(fateOf(ruleset(items), "input", dhcp).outcome, Outcome::unknown);
}

} // namespace
} // namespace telltale::hotspot
