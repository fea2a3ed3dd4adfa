// SPDX-License-Identifier: GPL-3.0-or-later
#include "rulesets.h"

namespace telltale::hotspot {
namespace {

using namespace test;
using Field = RuleMatch::Field;
using Verdict = Rule::Verdict;

TEST(Ruleset, ReadsChainsAndTheirPolicies)
{
    const Ruleset rules = ruleset({chain("ip", "filter", "FORWARD", "forward", "drop"),
        chain("ip", "filter", "DOCKER-USER"), chain("inet", "filter", "FORWARD", "forward")});
    ASSERT_EQ(rules.chains.size(), 3U);
    EXPECT_TRUE(rules.find("ip", "filter", "FORWARD")->dropsByDefault);
    EXPECT_FALSE(rules.find("inet", "filter", "FORWARD")->dropsByDefault);
    EXPECT_EQ(rules.find("ip", "filter", "DOCKER-USER")->hook, "");
    EXPECT_EQ(rules.find("ip", "filter", "nothing"), nullptr);
}

TEST(Ruleset, ReadsWhatARuleAsksFor)
{
    const Ruleset rules = ruleset({chain("inet", "f", "in", "input"),
        rule("inet", "f", "in",
            interfaceIs("iifname", "hs0", "!=") + "," + portIs("udp", R"({"set":[53,67]})")
                + R"(,{"counter":{"packets":1,"bytes":2}},{"accept":null})"),
        rule("inet", "f", "in",
            R"({"match":{"op":"in","left":{"ct":{"key":"state"}},"right":["established","related"]}},{"accept":null})"),
        rule("inet", "f", "in", R"({"jump":{"target":"next"}})"),
        rule("inet", "f", "in", R"({"goto":{"target":"last"}})"),
        rule("inet", "f", "in", R"({"reject":{"type":"icmpx","expr":"port-unreachable"}})")});
    const std::vector<Rule> &list = rules.chains.front().rules;
    ASSERT_EQ(list.size(), 5U);
    ASSERT_EQ(list[0].matches.size(), 2U);
    EXPECT_EQ(list[0].matches[0].field, Field::input);
    EXPECT_TRUE(list[0].matches[0].negated);
    EXPECT_EQ(list[0].matches[1].field, Field::port);
    EXPECT_EQ(list[0].matches[1].protocol, "udp");
    EXPECT_EQ(list[0].matches[1].values, (std::vector<std::string>{"53", "67"}));
    EXPECT_EQ(list[1].matches[0].values, (std::vector<std::string>{"established", "related"}));
    EXPECT_TRUE(list[1].matches[0].exact);
    EXPECT_EQ(list[2].verdict, Verdict::jump);
    EXPECT_EQ(list[2].target, "next");
    EXPECT_EQ(list[3].verdict, Verdict::go);
    EXPECT_EQ(list[4].verdict, Verdict::drop);
}

TEST(Ruleset, WhatIsNotUnderstoodIsInexactNotLeftOut)
{
    const Ruleset rules = ruleset({chain("ip", "f", "in", "input"),
        rule("ip", "f", "in", portIs("tcp", R"({"range":[1,1024]})") + R"(,{"accept":null})"),
        rule("ip", "f", "in", portIs("tcp", R"("@named")") + R"(,{"accept":null})"),
        rule("ip", "f", "in", R"({"xt":{"type":"match","name":"addrtype"}},{"return":null})"),
        rule("ip", "f", "in", R"({"vmap":{"key":{"meta":{"key":"iifname"}},"data":{"set":[]}}})")});
    const std::vector<Rule> &list = rules.chains.front().rules;
    ASSERT_EQ(list.size(), 4U);
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(list[static_cast<std::size_t>(i)].matches.front().exact) << i;
    EXPECT_EQ(list[2].verdict, Verdict::leave);
    EXPECT_EQ(list[3].verdict, Verdict::unknown);
}

TEST(Ruleset, OtherTextIsAnError)
{
    for (const char *text : {"", "{}", "[]", "{\"nftables\":3}", "table inet t {}", "{\"nftables\":["})
        EXPECT_FALSE(parseRuleset(text).ok()) << text;
    for (const char *text : {R"({"nftables":[]})", R"({"nftables":[3,null,{"chain":7},{"rule":{"expr":{}}}]})"})
        EXPECT_TRUE(parseRuleset(text).ok()) << text;
}

} // namespace
} // namespace telltale::hotspot
