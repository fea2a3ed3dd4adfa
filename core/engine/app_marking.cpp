// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/app_marking.h"

#include "attribution/call_stack.h"

#include <algorithm>
#include <utility>

namespace telltale::engine {

AppMarking::AppMarking(std::shared_ptr<const rules::RuleSet> rules, Outbox &out)
    : m_out(out)
    , m_judge(std::move(rules), out.connections)
{
}

namespace {

/// The frame of the app whose socket it is, by whoever saw the stack.
std::string callerOf(const session::Connection &connection)
{
    if (!connection.stack)
        return {};
    const auto &claims = connection.appClaims;
    const auto owner = std::find_if(claims.begin(), claims.end(),
        [](const session::App &claim) { return claim.source == session::AppSource::pirogue; });
    return owner == claims.end() ? std::string() : attribution::ownFrame(*connection.stack, owner->package);
}

} // namespace

/// True if something else was said of it before.
bool AppMarking::markOne(session::Connection &connection)
{
    attribution::Claims claims = m_judge.claimsOf(connection);
    auto stack = m_judge.stackOf(connection.id);
    if (claims == connection.appClaims && stack == connection.stack)
        return false;
    connection.appClaims = std::move(claims);
    connection.app = attribution::best(connection.appClaims);
    connection.stack = std::move(stack);
    connection.caller = callerOf(connection);
    if (connection.packets != 0 || !connection.host.empty()) // else its facts are on their way
        m_out.changed(connection.id);
    return true;
}

void AppMarking::markOne(
    const session::ExchangeId &id, ExchangeShelf::Facts &facts, const session::Connection &connection)
{
    if (!m_out.exchanges.setClaims(facts, m_judge.claimsOf(m_out.exchanges.own(facts), connection)))
        return;
    m_out.exchanges.changed(id);
    const auto leaks = m_leaksOf.find(id);
    if (leaks == m_leaksOf.end())
        return;
    for (const std::string &leak : leaks->second) {
        m_out.leaks.at(leak).app = m_out.exchanges.app(facts);
        m_out.leakChanged(leak);
    }
}

void AppMarking::mark(const session::ConnectionId &id)
{
    const auto found = m_out.connections.find(id);
    if (found == m_out.connections.end() || !markOne(found->second))
        return;
    m_out.exchanges.forEachOf(id, [&](const session::ExchangeId &exchange, ExchangeShelf::Facts &facts) {
        markOne(exchange, facts, found->second);
    });
}

void AppMarking::mark(session::Exchange &exchange, const attribution::Claims &own)
{
    const session::ConnectionId &id = exchange.id.connection;
    session::Connection &connection = m_out.connections[id]; // its facts may be on their way
    connection.id = id;
    if (m_judge.claim(id, own))
        mark(id);
    exchange.appIsOwn = !own.empty();
    exchange.appClaims = m_judge.claimsOf(own, connection);
    exchange.app = attribution::best(exchange.appClaims);
}

void AppMarking::follow(const session::Leak &leak)
{
    m_leaksOf[leak.exchange].push_back(leak.id);
}

void AppMarking::markTouched(bool learn)
{
    if (const auto now = std::chrono::steady_clock::now(); learn && now - m_learnt >= learnEvery) {
        m_learnt = now;
        m_judge.learnFingerprints();
    }
    const AppJudge::Touched touched = m_judge.takeTouched();
    if (!touched.all) {
        for (const session::ConnectionId &id : touched.connections)
            mark(id);
        return;
    }
    for (const auto &[id, connection] : m_out.connections)
        mark(id);
}

/// First what is said of each connection, then how its apps speak TLS, then the rest again.
void AppMarking::settle()
{
    (void)m_judge.takeTouched();
    for (auto &[id, connection] : m_out.connections)
        markOne(connection);
    m_judge.learnFingerprints();
    for (auto &[id, connection] : m_out.connections)
        markOne(connection);
    m_out.exchanges.forEach([this](const session::ExchangeId &id, ExchangeShelf::Facts &facts) {
        const auto connection = m_out.connections.find(id.connection);
        if (connection != m_out.connections.end())
            markOne(id, facts, connection->second);
    });
}

} // namespace telltale::engine
