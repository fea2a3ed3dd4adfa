// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/packet_fate.h"

#include <algorithm>

namespace telltale::hotspot {

namespace {

constexpr int deepestJump = 16; // as in the kernel
constexpr int mostSteps = 100'000;

// What can come of a chain; several bits where a rule is not understood.
constexpr unsigned accepted = 1, dropped = 2, fallsThrough = 4;

enum class Holds { no, yes, maybe };

bool isInterface(const std::string &pattern, const std::string &name)
{
    if (!pattern.empty() && pattern.back() == '*')
        return std::string_view(name).starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
    return pattern == name;
}

Holds oneOf(const RuleMatch &match, auto &&isIt)
{
    const bool any = std::any_of(match.values.begin(), match.values.end(), isIt);
    if (!any && !match.exact)
        return Holds::maybe;
    return any != match.negated ? Holds::yes : Holds::no;
}

Holds holds(const RuleMatch &match, const ProbePacket &packet)
{
    using Field = RuleMatch::Field;
    const auto is = [](std::string_view first, std::string_view second) {
        return [first, second](const std::string &value) { return value == first || value == second; };
    };
    switch (match.field) {
    case Field::input:
        return oneOf(match, [&](const std::string &value) { return isInterface(value, packet.input); });
    case Field::output:
        if (packet.output.empty())
            return Holds::maybe;
        return oneOf(match, [&](const std::string &value) { return isInterface(value, packet.output); });
    case Field::protocol:
        return oneOf(match, is(packet.protocol, packet.protocol == "udp" ? "17" : "6"));
    case Field::family:
        return oneOf(match, is(packet.v6 ? "ipv6" : "ipv4", packet.v6 ? "10" : "2"));
    case Field::connectionState:
        return oneOf(match, is("new", "8"));
    case Field::port:
        if (!match.protocol.empty() && match.protocol != packet.protocol)
            return Holds::no;
        return oneOf(
            match, [&](const std::string &value) { return packet.port && value == std::to_string(*packet.port); });
    case Field::other:
        break;
    }
    return Holds::maybe;
}

Holds holds(const Rule &rule, const ProbePacket &packet)
{
    Holds all = Holds::yes;
    for (const RuleMatch &match : rule.matches) {
        const Holds one = holds(match, packet);
        if (one == Holds::no)
            return Holds::no;
        if (one == Holds::maybe)
            all = Holds::maybe;
    }
    return all;
}

class Walk {
public:
    Walk(const Ruleset &ruleset, const ProbePacket &packet)
        : m_ruleset(ruleset)
        , m_packet(packet)
    {
    }

    unsigned through(const Chain &chain, int depth)
    {
        unsigned result = 0;
        for (const Rule &rule : chain.rules) {
            if (--m_steps < 0)
                return accepted | dropped | fallsThrough;
            const Holds match = holds(rule, m_packet);
            if (match == Holds::no)
                continue;
            const unsigned outcome = verdictOf(rule, chain, depth);
            const bool ends = rule.verdict == Rule::Verdict::leave || rule.verdict == Rule::Verdict::go;
            const unsigned goesOn = ends ? 0 : outcome & fallsThrough;
            result |= outcome & ~goesOn;
            if (goesOn == 0 && match == Holds::yes)
                return result;
        }
        return result | fallsThrough;
    }

private:
    unsigned verdictOf(const Rule &rule, const Chain &chain, int depth)
    {
        switch (rule.verdict) {
        case Rule::Verdict::accept:
            return accepted;
        case Rule::Verdict::drop:
            return dropped;
        case Rule::Verdict::none:
        case Rule::Verdict::leave:
            return fallsThrough;
        case Rule::Verdict::jump:
        case Rule::Verdict::go: {
            const Chain *target =
                depth < deepestJump ? m_ruleset.find(chain.family, chain.table, rule.target) : nullptr;
            return target ? through(*target, depth + 1) : accepted | dropped | fallsThrough;
        }
        case Rule::Verdict::unknown:
            break;
        }
        return accepted | dropped | fallsThrough;
    }

    const Ruleset &m_ruleset;
    const ProbePacket &m_packet;
    int m_steps = mostSteps;
};

bool isPassedBy(const Chain &chain, std::string_view hook, const ProbePacket &packet)
{
    const bool family = chain.family == "inet" || chain.family == (packet.v6 ? "ip6" : "ip");
    return family && chain.hook == hook && chain.type == "filter"
        && !std::string_view(chain.table).starts_with("telltale");
}

} // namespace

PacketFate fateOf(const Ruleset &ruleset, std::string_view hook, const ProbePacket &packet)
{
    PacketFate fate;
    Walk walk(ruleset, packet);
    for (const Chain &chain : ruleset.chains) {
        if (!isPassedBy(chain, hook, packet))
            continue;
        unsigned result = walk.through(chain, 0);
        if ((result & fallsThrough) != 0)
            result = (result & ~fallsThrough) | (chain.dropsByDefault ? dropped : accepted);
        if (result == dropped)
            return {PacketFate::Outcome::dropped, &chain};
        if ((result & dropped) != 0 && fate.outcome == PacketFate::Outcome::passes)
            fate = {PacketFate::Outcome::unknown, &chain};
    }
    return fate;
}

} // namespace telltale::hotspot
