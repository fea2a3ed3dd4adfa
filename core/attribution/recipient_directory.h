// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule_set.h"
#include "session/values.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace telltale::attribution {

/// Tells who stands behind a host. One thread only: it remembers the hosts it was asked for.
class RecipientDirectory {
public:
    explicit RecipientDirectory(std::shared_ptr<const rules::RuleSet> rules)
        : m_rules(std::move(rules))
    {
    }

    /// Registrable domain by the public suffix list; organisation and country where a rule knows the
    /// host (source "rule"), else empty. A port in @p host is left out.
    session::Recipient recipientOf(std::string_view host);

    /// What the host is for ("analytics", "search", …); empty where no rule says so.
    [[nodiscard]] std::string purposeOf(std::string_view host) const;

private:
    std::shared_ptr<const rules::RuleSet> m_rules;
    std::unordered_map<std::string, session::Recipient> m_known; // bounded
};

} // namespace telltale::attribution
