// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/opened_request.h"
#include "engine/outbox.h"
#include "leak/identity_ledger.h"
#include "leak/token_census.h"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace telltale::engine {

/// Keeps account of the identifiers of a session, and says what each recipient can join by them.
/// Belongs to the analyst's thread.
class IdentityBook {
public:
    /// A profile is told whole, and changes with each request that belongs to it: so at most this often.
    static constexpr auto interval = std::chrono::seconds(1);

    explicit IdentityBook(std::shared_ptr<const rules::RuleSet> rules)
        : m_ledger(std::move(rules))
    {
    }

    /// Takes what a request says; its recipient and app are filled in already.
    void add(const OpenedRequest &request);

    [[nodiscard]] bool isDue() const;
    /// Hands what changed to the outbox, whose connections and leaks are looked up.
    void tell(Outbox &out);

    /// More identifiers came than are counted.
    [[nodiscard]] bool limitReached() const { return m_ledger.limitReached(); }

private:
    void noteChanges(Outbox &out, const leak::AppOfConnection &appOf);

    leak::IdentityLedger m_ledger;
    leak::TokenCensus m_tokens;
    std::map<session::ConnectionId, std::string> m_apps; // names, as the ledger was told; none where there is none
    bool m_changed = false;
    std::chrono::steady_clock::time_point m_told;
};

} // namespace telltale::engine
