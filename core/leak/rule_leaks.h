// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/request_record.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace telltale::leak {

/// The kind of leak that data of this kind is by itself, wherever a tracker's rule finds it; nothing for what
/// is only data: identifiers, device facts, contents, interactions, times.
std::optional<session::LeakKind> leakKindOf(session::DataKind kind);

/// What a value that a rule found leaks.
struct RuleLeak {
    session::LeakKind kind = session::LeakKind::searchQuery;
    std::string value; ///< of the address of a search's results the search
};

/// Decides which values that tracker rules found are leaks. The answer depends on the request alone, not
/// on what else is known, so that it does not depend on the order of requests. One thread at a time.
class RuleLeaks {
public:
    /// @param rules  not owned; outlives this
    explicit RuleLeaks(const rules::RuleSet &rules)
        : m_rules(rules)
    {
    }

    /// - search words are none in a search, and none at any search engine's own site: whether that engine was
    ///   asked, only the search itself can tell;
    /// - an address is one where it leads to another site, and is http or https. That of a search's results
    ///   counts as the search, that of a search engine's front page as nothing;
    /// - location, contact, account, installed apps and credentials always are.
    [[nodiscard]] std::optional<RuleLeak> leakOf(const RequestRecord &record, const session::SentData &data) const;

private:
    [[nodiscard]] std::optional<RuleLeak> searchLeak(const RequestRecord &record, const std::string &words) const;
    [[nodiscard]] std::optional<RuleLeak> addressLeak(const RequestRecord &record, const std::string &address) const;
    [[nodiscard]] bool isEngineSite(std::string_view host) const;

    struct EngineSites {
        std::unordered_set<std::string> domains; ///< of engines with fixed hosts
        std::unordered_set<std::string> labels; ///< of engines below any public suffix: "google"
    };
    static EngineSites engineSites(const rules::RuleSet &rules);

    const rules::RuleSet &m_rules;
    mutable std::optional<EngineSites> m_engines; // made when first asked for: most captures never do
};

/// The value of the request that @p data names; null where it is no single value.
const ValueRecord *valueOf(const RequestRecord &record, const session::SentData &data);

} // namespace telltale::leak
