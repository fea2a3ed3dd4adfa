// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/app_judge.h"
#include "engine/outbox.h"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace telltale::engine {

/// Writes what the ladder says of apps on the connections, exchanges and leaks of the outbox, again wherever it comes
/// to say something else. One connection belongs to one app: so do the exchanges on it, unless they say otherwise
/// themselves, and their leaks. Belongs to the analyst's thread.
class AppMarking {
public:
    /// @param out  outlives this
    AppMarking(std::shared_ptr<const rules::RuleSet> rules, Outbox &out);

    /// See AppJudge: what is told, and claimed, of apps.
    [[nodiscard]] AppJudge &judge() { return m_judge; }

    /// The connection is in the outbox, new or with other facts; or something was claimed of it.
    void mark(const session::ConnectionId &id);
    /// The exchange is about to be put into the outbox, and @p own is what it says itself, of its connection too.
    void mark(session::Exchange &exchange, const attribution::Claims &own);
    /// The leak is in the outbox; it has its exchange's app from here on.
    void follow(const session::Leak &leak);

    /// Marks anew what the ladder says something else of since the last time.
    /// @param learn  also look how the known apps speak TLS: a pass over all connections, so every two seconds
    void markTouched(bool learn);
    /// From the whole, so that the order of arrival plays no part.
    void settle();

private:
    /// While watching, so often is looked at how the known apps speak TLS.
    static constexpr auto learnEvery = std::chrono::seconds(2);

    bool markOne(session::Connection &connection);
    void markOne(const session::ExchangeId &id, ExchangeShelf::Facts &facts, const session::Connection &connection);

    Outbox &m_out;
    AppJudge m_judge;
    std::map<session::ExchangeId, std::vector<std::string>> m_leaksOf;
    std::chrono::steady_clock::time_point m_learnt;
};

} // namespace telltale::engine
