// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/token_census.h"

#include "leak/fnv1a.h"

#include <algorithm>
#include <string_view>

namespace telltale::leak {

namespace {

constexpr std::size_t mostNames = 8;
constexpr std::size_t mostParties = 32;
constexpr std::size_t mostConnections = 8;

/// FNV-1a with a last mix, for its first bits choose what is kept.
std::uint64_t hashOf(std::string_view text)
{
    Fnv1a hash;
    hash.add(text);
    std::uint64_t state = hash.state();
    state ^= state >> 29;
    state *= 0xBF58476D1CE4E5B9ULL;
    return state ^ (state >> 32);
}

template <typename Value>
void addBounded(std::set<Value> &values, const Value &value, std::size_t most)
{
    values.insert(value);
    if (values.size() > most)
        values.erase(std::prev(values.end()));
}

session::IdentifierSeen seenOf(const TokenCensus::Entry &entry, const AppOfConnection &appOf)
{
    session::IdentifierSeen seen;
    const bool cookie = std::all_of(
        entry.names.begin(), entry.names.end(), [](const std::string &name) { return name.starts_with("cookie:"); });
    seen.kind = cookie ? "cookie" : "stable_value";
    seen.basis = session::IdentifierBasis::repeated;
    seen.value = entry.value;
    seen.names.assign(entry.names.begin(), entry.names.end());
    seen.first = entry.first;
    seen.last = entry.last;
    seen.exchanges = entry.exchanges;
    seen.recipients.assign(entry.recipients.begin(), entry.recipients.end());
    std::set<std::string> apps;
    for (const session::ConnectionId &id : entry.connections)
        apps.insert(appOf(id));
    apps.erase("");
    seen.apps.assign(apps.begin(), apps.end());
    return seen;
}

} // namespace

void TokenCensus::add(const std::vector<session::SentIdentifier> &tokens, const session::ExchangeId &exchange,
    base::Timestamp time, const std::string &recipient)
{
    std::set<std::uint64_t> counted; // a value in two fields of one exchange is one exchange
    for (const session::SentIdentifier &token : tokens) {
        const std::uint64_t key = hashOf(token.value);
        const auto known = m_entries.find(key);
        if (known == m_entries.end() && m_entries.size() == kept && m_entries.rbegin()->first < key)
            continue;
        Entry &entry = known == m_entries.end() ? m_entries[key] : known->second;
        if (entry.exchanges == 0) {
            entry.value = token.value;
            entry.first = entry.last = time;
        }
        addBounded(entry.names, token.kind, mostNames);
        if (counted.insert(key).second) {
            ++entry.exchanges;
            entry.first = std::min(entry.first, time);
            entry.last = std::max(entry.last, time);
            addBounded(entry.recipients, recipient, mostParties);
            addBounded(entry.connections, exchange.connection, mostConnections);
        }
        m_changed.insert(key);
        if (m_entries.size() > kept) {
            m_changed.erase(m_entries.rbegin()->first);
            m_entries.erase(std::prev(m_entries.end()));
        }
    }
}

std::vector<session::IdentifierSeen> TokenCensus::takeChanged(const AppOfConnection &appOf)
{
    std::vector<session::IdentifierSeen> changed;
    for (const std::uint64_t key : m_changed) {
        const Entry &entry = m_entries.at(key);
        if (entry.exchanges >= enoughExchanges && entry.connections.size() >= 2)
            changed.push_back(seenOf(entry, appOf));
    }
    m_changed.clear();
    return changed;
}

} // namespace telltale::leak
