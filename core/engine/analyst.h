// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/recipient_directory.h"
#include "engine/analysis.h"
#include "engine/app_marking.h"
#include "engine/bounded_queue.h"
#include "engine/finding.h"
#include "engine/identity_book.h"
#include "engine/name_book.h"
#include "engine/outbox.h"
#include "engine/private_spans.h"
#include "engine/relay_notes.h"
#include "leak/leak_finder.h"
#include "rules/rule_set.h"
#include "rules/tracker_library.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace telltale::engine {

/// Joins what the shards find: who sent it, to whom, which searches and leaks, what was private.
/// One thread runs it; all results go out through batches. What is found in the end does not depend
/// on the order in which shards deliver.
class Analyst {
public:
    struct Wiring {
        BoundedQueue<Findings> &findings;
        std::size_t shards; ///< that many ShardEnd will come
        std::shared_ptr<const rules::RuleSet> rules;
        bool live; ///< leaks are wanted at once, not at the end
        std::function<std::string()> inputDigest; ///< hex SHA-256 of the input; empty for live
        std::shared_ptr<const attribution::CountrySource> countries = nullptr; ///< null: unknown
        std::shared_ptr<rules::TrackerLibrary> trackers = nullptr; ///< live: read again when the user changes them
    };

    Analyst(Wiring wiring, const Options &options, std::uint64_t analysis, BatchSink sink);

    /// Works until the reader and all shards have ended.
    void run();

private:
    void take(session::Connection &connection);
    void take(std::unique_ptr<OpenedRequest> &request);
    void take(session::Exchange &exchange);
    void take(session::DnsAnswer &answer);
    void take(session::WebSocketMessage &message);
    void take(FoundAnomaly &found);
    void take(PrivateMark &mark);
    void take(InterceptionEnd &end);
    void take(intercept::RelayEvent &event);
    void take(attribution::PhoneEvent &event);
    void take(ReaderProgress &progress);
    void take(ReaderEnd &end);
    void take(ShardEnd &end);
    void take(OwnersTold &told);

    void takeFromFinder(bool lookBack);
    void tellFinderAnomalies();
    void lookAtRules();
    void judgePrivacy();
    void settle();
    void settleApps();
    [[nodiscard]] session::Summary summary() const;

    Wiring m_wiring;
    attribution::RecipientDirectory m_recipients;
    leak::LeakFinder m_finder;
    IdentityBook m_identities;
    bool m_allPrivate;
    PrivateSpans m_spans;
    NameBook m_names;
    RelayNotes m_relay;
    Outbox m_out;
    AppMarking m_apps; ///< after m_out, on which it writes
    std::vector<base::Anomaly> m_finderAnomalies; ///< not told yet
    std::chrono::steady_clock::time_point m_rulesSeen; ///< when the user's rules were last looked at
    std::size_t m_endedShards = 0;
    std::map<std::uint64_t, std::size_t> m_ownersTold; ///< by number, how many shards have sent it
    std::optional<ReaderEnd> m_end;
    ReaderProgress m_at;
    base::Timestamp m_newestRequest;
    std::uint64_t m_dns = 0;
    std::uint64_t m_messages = 0;
};

} // namespace telltale::engine
