// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::hotspot {

/// One condition of a rule, as far as it matters to what a hotspot needs.
struct RuleMatch {
    enum class Field : std::uint8_t { input, output, protocol, family, port, connectionState, other };

    Field field = Field::other;
    std::string protocol; ///< of port: the transport it belongs to; empty for any
    bool negated = false;
    bool exact = true; ///< false: the values were not all understood
    std::vector<std::string> values; ///< one of these
};

struct Rule {
    enum class Verdict : std::uint8_t { none, accept, drop, leave, jump, go, unknown };

    std::vector<RuleMatch> matches; ///< all of them
    Verdict verdict = Verdict::none;
    std::string target; ///< of jump and go: the chain
};

struct Chain {
    std::string family; ///< ip, ip6, inet, …
    std::string table;
    std::string name;
    std::string hook; ///< empty for a chain that is only jumped to
    std::string type; ///< filter, nat, route
    bool dropsByDefault = false;
    std::vector<Rule> rules;
};

/// The rules of a packet filter.
struct Ruleset {
    std::vector<Chain> chains;

    /// @p family, @p table and @p name; null where there is none.
    [[nodiscard]] const Chain *find(std::string_view family, std::string_view table, std::string_view name) const;
};

/// Reads what `nft -j list ruleset` or `telltale-capture --rules` prints (libnftables-json(5)). Total:
/// what a rule says that is not understood makes its match inexact or its verdict unknown. At most
/// 100 000 rules. An error of kind input for what is no such JSON.
base::Result<Ruleset> parseRuleset(std::string_view json);

} // namespace telltale::hotspot
