// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/ruleset.h"

#include <algorithm>
#include <simdjson.h>

namespace telltale::hotspot {

namespace {

using Element = simdjson::dom::element;

constexpr std::size_t mostRules = 100'000;
constexpr std::size_t mostValues = 10'000; // in one match

std::string textAt(Element object, std::string_view key)
{
    std::string_view text;
    return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

void addValue(Element value, RuleMatch &match)
{
    std::string_view text;
    std::int64_t number = 0;
    if (match.values.size() == mostValues)
        match.exact = false;
    else if (value.get(text) == simdjson::SUCCESS && !text.starts_with('@'))
        match.values.emplace_back(text);
    else if (value.get(number) == simdjson::SUCCESS)
        match.values.push_back(std::to_string(number));
    else
        match.exact = false; // a range, a prefix, a named set
}

void addValues(Element right, RuleMatch &match)
{
    simdjson::dom::array list;
    if (right.get(list) != simdjson::SUCCESS && right["set"].get(list) != simdjson::SUCCESS)
        return addValue(right, match);
    for (const Element value : list)
        addValue(value, match);
}

void setField(Element left, RuleMatch &match)
{
    using Field = RuleMatch::Field;
    Element inner;
    if (left["meta"].get(inner) == simdjson::SUCCESS) {
        const std::string key = textAt(inner, "key");
        if (key == "iifname" || key == "iif")
            match.field = Field::input;
        else if (key == "oifname" || key == "oif")
            match.field = Field::output;
        else if (key == "l4proto")
            match.field = Field::protocol;
        else if (key == "nfproto")
            match.field = Field::family;
    } else if (left["ct"].get(inner) == simdjson::SUCCESS) {
        if (textAt(inner, "key") == "state")
            match.field = Field::connectionState;
    } else if (left["payload"].get(inner) == simdjson::SUCCESS) {
        const std::string protocol = textAt(inner, "protocol"), field = textAt(inner, "field");
        if (field == "dport" && (protocol == "tcp" || protocol == "udp" || protocol == "th")) {
            match.field = Field::port;
            match.protocol = protocol == "th" ? "" : protocol;
        } else if (protocol == "ip" && field == "protocol")
            match.field = Field::protocol;
    }
}

RuleMatch matchOf(Element expression)
{
    RuleMatch match;
    Element side;
    if (expression["left"].get(side) == simdjson::SUCCESS)
        setField(side, match);
    if (expression["right"].get(side) == simdjson::SUCCESS)
        addValues(side, match);
    else
        match.exact = false;
    const std::string operation = textAt(expression, "op");
    match.negated = operation == "!=";
    if (operation != "==" && operation != "!=" && operation != "in")
        match.exact = false;
    return match;
}

bool isHarmless(std::string_view key)
{
    return key == "counter" || key == "log" || key == "comment" || key == "mangle" || key == "notrack";
}

void addExpression(std::string_view key, Element value, Rule &rule)
{
    using Verdict = Rule::Verdict;
    if (key == "match")
        rule.matches.push_back(matchOf(value));
    else if (key == "accept")
        rule.verdict = Verdict::accept;
    else if (key == "drop" || key == "reject")
        rule.verdict = Verdict::drop;
    else if (key == "return")
        rule.verdict = Verdict::leave;
    else if (key == "jump" || key == "goto") {
        rule.verdict = key == "jump" ? Verdict::jump : Verdict::go;
        rule.target = textAt(value, "target");
    } else if (key == "vmap" || key == "queue")
        rule.verdict = Verdict::unknown;
    else if (!isHarmless(key)) {
        RuleMatch other; // a limit, an extension of iptables: may hold or not
        other.exact = false;
        rule.matches.push_back(other);
    }
}

Rule ruleOf(Element rule)
{
    Rule result;
    simdjson::dom::array expressions;
    if (rule["expr"].get(expressions) != simdjson::SUCCESS)
        return result;
    for (const Element expression : expressions) {
        simdjson::dom::object object;
        std::string_view word;
        if (expression.get(word) == simdjson::SUCCESS)
            addExpression(word, expression, result);
        else if (expression.get(object) == simdjson::SUCCESS) {
            for (const auto &[key, value] : object)
                addExpression(key, value, result);
        }
    }
    return result;
}

Chain chainOf(Element chain)
{
    return {textAt(chain, "family"), textAt(chain, "table"), textAt(chain, "name"), textAt(chain, "hook"),
        textAt(chain, "type"), textAt(chain, "policy") == "drop", {}};
}

} // namespace

const Chain *Ruleset::find(std::string_view family, std::string_view table, std::string_view name) const
{
    const auto found = std::find_if(chains.begin(), chains.end(),
        [&](const Chain &chain) { return chain.name == name && chain.table == table && chain.family == family; });
    return found == chains.end() ? nullptr : &*found;
}

base::Result<Ruleset> parseRuleset(std::string_view json)
{
    const auto bad = [] {
        return base::Error{base::ErrorKind::input, "The packet filter's rules are not in libnftables' JSON.", {}};
    };
    simdjson::dom::parser parser;
    simdjson::dom::array items;
    const simdjson::padded_string padded(json);
    if (parser.parse(padded)["nftables"].get(items) != simdjson::SUCCESS)
        return bad();
    Ruleset ruleset;
    std::size_t rules = 0;
    for (const Element item : items) {
        Element inner;
        if (item["chain"].get(inner) == simdjson::SUCCESS)
            ruleset.chains.push_back(chainOf(inner));
        if (item["rule"].get(inner) != simdjson::SUCCESS)
            continue;
        // libnftables lists a chain before its rules, and those together: the last one is it mostly.
        const std::string family = textAt(inner, "family"), table = textAt(inner, "table"),
                          name = textAt(inner, "chain");
        const auto chain = std::find_if(ruleset.chains.rbegin(), ruleset.chains.rend(),
            [&](const Chain &known) { return known.name == name && known.table == table && known.family == family; });
        if (++rules > mostRules)
            return base::Error{base::ErrorKind::input, "The packet filter has more rules than are read (100000).", {}};
        if (chain != ruleset.chains.rend())
            chain->rules.push_back(ruleOf(inner));
    }
    return ruleset;
}

} // namespace telltale::hotspot
