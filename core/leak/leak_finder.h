// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/limits.h"
#include "leak/identifier_reuse.h"
#include "leak/incognito.h"
#include "leak/leak_policy.h"
#include "leak/place_finder.h"
#include "leak/request_record.h"
#include "leak/rule_leaks.h"
#include "leak/secret_set.h"
#include "leak/typed_prefixes.h"
#include "leak/typed_searches.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace telltale::leak {

struct FinderLimits {
    base::Limits base;
    std::size_t historyBytes = 32U << 20; ///< requests kept for secrets that come later: leak.history_limit
    std::size_t leaks = 200'000; ///< leaks and searches kept for later marks: leak.leak_limit
    std::size_t identifiers = 10'000; ///< seen in private browsing, and looked for elsewhere: leak.secret_limit
};

/// What is new, or has changed and replaces what had the same id.
struct Findings {
    std::vector<session::Search> searches;
    std::vector<session::Leak> leaks;
    std::vector<base::Anomaly> anomalies;
};

/// Finds searches and leaks in requests as they come, for live captures and files alike. The leaks
/// found in the end do not depend on the order of the requests, as long as the history's limit is
/// not reached. One thread only.
class LeakFinder {
public:
    /// @param declared  what the user says must not leave, each as parseSecret() reads it. Those that are
    ///        no good are told as anomalies: leak.weak_secret, leak.wrong_secret.
    /// @param workers  that hash the declared ones; not kept
    LeakFinder(std::shared_ptr<const rules::RuleSet> rules, const std::vector<std::string> &declared,
        FinderLimits limits = {}, const Workers &workers = {});

    /// Looks through a complete request; its app and recipient are filled in already.
    void addRequest(RequestRecord record);

    /// Replaces the marks of private browsing; what they change comes again with the next take().
    /// @p device: when the phone itself showed private browsing.
    void setPrivateSpans(
        std::vector<session::PrivateSpan> spans, bool always = false, std::vector<session::PrivateSpan> device = {});
    [[nodiscard]] const PrivateBrowsing &privateBrowsing() const { return m_private; }

    /// The app of an exchange as it is known now, empty for none. Without it what the request came with counts.
    using AppOfExchange = std::function<std::string(const session::ExchangeId &)>;
    void setAppOf(AppOfExchange appOf) { m_appOf = std::move(appOf); }

    /// Makes searches, and secrets, of what was typed into search boxes until @p now; without it of all that was.
    /// Each is settled by that: a file is asked once, at its end.
    void closeTyped(std::optional<base::Timestamp> now);

    /// What came since the last call. @p lookBack: secrets learnt since then are searched for in the
    /// earlier requests first. That costs one pass over the history, so a file may be read with
    /// false, and true at its end.
    Findings take(bool lookBack = true);

private:
    struct Found {
        session::Leak leak;
        bool payloadPrivate = false;
    };

    void harvest(const RequestRecord &record);
    void keepSearch(session::Search search);
    void learn(session::LeakKind kind, const std::string &text, SecretSource source);
    void declare(const std::vector<std::string> &declared, const Workers &workers);
    void match(const RequestRecord &record, const SecretSet::Index &index);
    void report(const RequestRecord &record, std::uint32_t number, const Place &place);
    void reportPrefix(const RequestRecord &record, std::uint32_t number, const Place &place);
    void reportSequences();
    void learnPrefixes(const TypedSearch &typed, const SecretSource &source);
    [[nodiscard]] static std::string textKey(session::ExchangeId exchange, const Secret &text);
    [[nodiscard]] Found describe(
        const RequestRecord &record, std::uint32_t number, const Place &place, const LeakVerdict &verdict) const;
    [[nodiscard]] std::string appOf(const RequestRecord &record) const;
    bool learnBrowsers();
    void harvestIdentifiers();
    void harvestBesideLeaks();
    void watchIdentifier(const session::SentIdentifier &identifier, SecretSource source);
    void reportIdentifier(const RequestRecord &record, std::uint32_t number, const Place &place);
    void reportReused();
    void linkLeaks();
    void link(std::size_t leak);
    void reportRules(const RequestRecord &record);
    void fill(Found &found, const RequestRecord &record) const;
    const session::SentData *sameByRule(const RequestRecord &record, const Secret &secret) const;
    void store(const std::string &key, Found found);
    void remember(RequestRecord record);
    void lookBack();
    void mark(Found &found) const;
    void warn(const char *id, std::string detail);

    std::shared_ptr<const rules::RuleSet> m_rules;
    FinderLimits m_limits;
    RuleLeaks m_ruleLeaks;
    SecretSet m_secrets;
    std::vector<std::string> m_values; // as the user knows them, by number of the secret
    std::vector<std::vector<SecretSource>> m_sources; // by number of the secret; one for each site
    TypedSearches m_typed;
    TypedPrefixes m_prefixes;
    PrivateBrowsing m_private;
    std::deque<RequestRecord> m_history;
    std::size_t m_historyBytes = 0;
    std::size_t m_harvested = 0; // of the history's requests, whose identifiers were taken already
    IdentifierReuse m_reuse;
    std::set<std::size_t> m_unharvested; // leaks whose identifiers were not looked at since they or the spans changed
    AppOfExchange m_appOf;
    std::map<std::string, std::set<std::string>>
        m_outside; // identifiers of private browsing that a recipient got outside
    bool m_moreOutside = false; // since leaks were linked
    std::set<std::string> m_browsers; // apps that browsed privately; an empty name for those nobody knows
    std::vector<session::Search> m_searches;
    std::vector<Found> m_leaks;
    std::unordered_map<std::string, std::size_t> m_leakOf; // exchange and text
    std::set<std::size_t> m_changedSearches;
    std::set<std::size_t> m_changedLeaks;
    std::vector<base::Anomaly> m_anomalies;
    std::set<std::string> m_warned; // ids of the anomalies told
};

} // namespace telltale::leak
