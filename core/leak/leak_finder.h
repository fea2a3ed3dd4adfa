// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/limits.h"
#include "leak/incognito.h"
#include "leak/leak_policy.h"
#include "leak/place_finder.h"
#include "leak/request_record.h"
#include "leak/secret_set.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <deque>
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
    LeakFinder(std::shared_ptr<const rules::RuleSet> rules, const std::vector<std::string> &declared,
        FinderLimits limits = {});

    /// Looks through a complete request; its app and recipient are filled in already.
    void addRequest(RequestRecord record);

    /// Replaces the marks of private browsing; what they change comes again with the next take().
    void setPrivateSpans(std::vector<session::PrivateSpan> spans, bool always = false);
    [[nodiscard]] const PrivateBrowsing &privateBrowsing() const { return m_private; }

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
    void learn(session::LeakKind kind, const std::string &text, SecretSource source);
    void declare(const std::vector<std::string> &declared);
    void match(const RequestRecord &record, const SecretSet::Index &index);
    void report(const RequestRecord &record, std::uint32_t number, const Place &place);
    void store(const std::string &key, Found found);
    void remember(RequestRecord record);
    void lookBack();
    void mark(Found &found) const;
    void warn(const char *id, std::string detail);

    std::shared_ptr<const rules::RuleSet> m_rules;
    FinderLimits m_limits;
    SecretSet m_secrets;
    std::vector<std::string> m_values; // as the user knows them, by number of the secret
    std::vector<std::vector<SecretSource>> m_sources; // by number of the secret; one for each site
    PrivateBrowsing m_private;
    std::deque<RequestRecord> m_history;
    std::size_t m_historyBytes = 0;
    std::vector<session::Search> m_searches;
    std::vector<Found> m_leaks;
    std::unordered_map<std::string, std::size_t> m_leakOf; // exchange and secret
    std::set<std::size_t> m_changedSearches;
    std::set<std::size_t> m_changedLeaks;
    std::vector<base::Anomaly> m_anomalies;
    std::set<std::string> m_warned; // ids of the anomalies told
};

} // namespace telltale::leak
