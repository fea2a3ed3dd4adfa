// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/identity_ledger.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace telltale::leak {

namespace {

constexpr std::size_t mostApps = 32;
constexpr std::size_t shortestShared = 8; ///< shorter values may be equal by chance
constexpr std::size_t mostSearched = 200'000;
constexpr std::size_t mostFacts = 1'000; ///< of each list of a profile
constexpr std::size_t mostJoined = 64; ///< identifiers of a profile that are named, the most frequent ones

std::string keyOf(const std::string &recipient, const session::SentIdentifier &identifier)
{
    return recipient + '\x1F' + identifier.kind + '\x1F' + identifier.value;
}

void addApp(std::set<std::string> &apps, const std::string &app)
{
    if (app.empty())
        return;
    apps.insert(app);
    if (apps.size() > mostApps)
        apps.erase(std::prev(apps.end()));
}

bool isEarlier(const session::Profile::Fact &a, const session::Profile::Fact &b)
{
    return std::tie(a.time, a.exchange, a.value) < std::tie(b.time, b.exchange, b.value);
}

} // namespace

void IdentityLedger::add(IdentityNote note)
{
    std::vector<std::uint32_t> nodes;
    for (const session::SentIdentifier &identifier : note.identifiers) {
        const std::uint32_t node = nodeOf(note.recipient, identifier);
        if (node == UINT32_MAX)
            continue;
        this->note(node, note);
        nodes.push_back(node);
    }
    if (nodes.empty())
        return;
    for (const std::uint32_t node : nodes)
        join(nodes.front(), node);
    Joined &joined = m_joined[rootOf(nodes.front())];
    ++joined.exchanges;
    for (const auto &[kind, count] : note.categories)
        joined.categories[kind] += count;
    if (!note.search)
        return;
    if (m_searched.size() < mostSearched)
        m_searched.insert_or_assign(note.exchange, Searched{std::move(note.recipient), std::move(note.identifiers)});
    else
        m_limitReached = true;
}

std::uint32_t IdentityLedger::nodeOf(const std::string &recipient, const session::SentIdentifier &identifier)
{
    std::string key = keyOf(recipient, identifier);
    if (const auto known = m_nodeOf.find(key); known != m_nodeOf.end())
        return known->second;
    if (m_nodes.size() >= mostNodes) {
        m_limitReached = true;
        return UINT32_MAX;
    }
    const auto number = static_cast<std::uint32_t>(m_nodes.size());
    Node node;
    node.recipient = recipient;
    node.identifier = identifier;
    node.parent = number;
    m_nodes.push_back(std::move(node));
    m_nodeOf.emplace(std::move(key), number);
    m_byIdentifier[identifier].push_back(number);
    // One app calls it gaid, another advertiser_id: the same value is the same identifier.
    const auto [same, fresh] = m_nodeOfValue.try_emplace(recipient + '\x1F' + identifier.value, number);
    if (!fresh && identifier.value.size() >= shortestShared)
        join(same->second, number);
    return number;
}

void IdentityLedger::note(std::uint32_t number, const IdentityNote &note)
{
    Node &node = m_nodes[number];
    const bool first =
        node.exchanges == 0 || std::tie(note.time, note.exchange) < std::tie(node.first, node.firstExchange);
    if (first) {
        node.first = note.time;
        node.firstExchange = note.exchange;
        if (namesPerson(node.identifier.kind))
            node.companions = note.identifiers;
    }
    node.last = node.exchanges == 0 ? note.time : std::max(node.last, note.time);
    ++node.exchanges;
    node.connections.add(note.exchange.connection);
    m_changed.insert(node.identifier);
}

bool IdentityLedger::namesPerson(const std::string &kind) const
{
    return m_rules->isAccountKind(kind);
}

std::uint32_t IdentityLedger::rootOf(std::uint32_t node) const
{
    while (m_nodes[node].parent != node)
        node = m_nodes[node].parent;
    return node;
}

void IdentityLedger::join(std::uint32_t a, std::uint32_t b)
{
    const std::uint32_t rootA = rootOf(a);
    const std::uint32_t rootB = rootOf(b);
    const std::uint32_t root = std::min(rootA, rootB);
    const std::uint32_t other = std::max(rootA, rootB);
    if (root != other) {
        m_nodes[other].parent = root;
        if (const auto moved = m_joined.find(other); moved != m_joined.end()) {
            Joined &joined = m_joined[root];
            joined.exchanges += moved->second.exchanges;
            for (const auto &[kind, count] : moved->second.categories)
                joined.categories[kind] += count;
            m_joined.erase(other);
        }
    }
    // Both ways become short, so that long chains of new identifiers stay cheap.
    m_nodes[a].parent = root;
    m_nodes[b].parent = root;
}

std::vector<session::IdentifierSeen> IdentityLedger::takeChanged(const AppOfConnection &appOf)
{
    std::vector<session::IdentifierSeen> changed;
    for (const session::SentIdentifier &identifier : std::exchange(m_changed, {})) {
        session::IdentifierSeen seen;
        seen.kind = identifier.kind;
        seen.value = identifier.value;
        std::set<std::string> apps;
        std::set<std::string> recipients;
        for (const std::uint32_t number : m_byIdentifier.at(identifier)) {
            const Node &node = m_nodes[number];
            seen.first = seen.exchanges == 0 ? node.first : std::min(seen.first, node.first);
            seen.last = seen.exchanges == 0 ? node.last : std::max(seen.last, node.last);
            seen.exchanges += node.exchanges;
            recipients.insert(node.recipient);
            for (const session::ConnectionId &id : node.connections.ids())
                addApp(apps, appOf(id));
        }
        seen.recipients.assign(recipients.begin(), recipients.end());
        seen.apps.assign(apps.begin(), apps.end());
        changed.push_back(std::move(seen));
    }
    return changed;
}

void IdentityLedger::addIdentifiers(
    std::map<std::uint32_t, session::Profile> &profiles, const AppOfConnection &appOf) const
{
    std::map<std::uint32_t, std::vector<const Node *>> members;
    for (std::uint32_t number = 0; number < m_nodes.size(); ++number)
        members[rootOf(number)].push_back(&m_nodes[number]);
    for (auto &[root, nodes] : members) {
        std::sort(nodes.begin(), nodes.end(), [](const Node *a, const Node *b) {
            return a->exchanges != b->exchanges ? a->exchanges > b->exchanges : a->identifier < b->identifier;
        });
        session::Profile &profile = profiles[root];
        profile.recipient = nodes.front()->recipient;
        profile.first = nodes.front()->first;
        profile.last = nodes.front()->last;
        std::set<std::string> apps;
        for (const Node *node : nodes) {
            profile.first = std::min(profile.first, node->first);
            profile.last = std::max(profile.last, node->last);
            for (const session::ConnectionId &id : node->connections.ids())
                addApp(apps, appOf(id));
            const bool listed = std::any_of(profile.identifiers.begin(), profile.identifiers.end(),
                [&](const session::SentIdentifier &known) { return known.value == node->identifier.value; });
            if (!listed && profile.identifiers.size() < mostJoined)
                profile.identifiers.push_back(node->identifier);
            if (namesPerson(node->identifier.kind) && profile.accounts.size() < mostFacts)
                profile.accounts.push_back(
                    {node->identifier.value, node->firstExchange, node->first, false, node->companions});
        }
        profile.apps.assign(apps.begin(), apps.end());
        std::sort(profile.accounts.begin(), profile.accounts.end(), isEarlier);
        const session::SentIdentifier &name = profile.identifiers.front();
        profile.id = "p." + profile.recipient + "." + name.kind + "." + name.value;
        if (const auto joined = m_joined.find(root); joined != m_joined.end()) {
            profile.exchanges = joined->second.exchanges;
            profile.categories = joined->second.categories;
        }
    }
}

void IdentityLedger::addFact(std::map<std::uint32_t, session::Profile> &profiles, const std::string &recipient,
    std::vector<session::Profile::Fact> session::Profile::*list, session::Profile::Fact fact) const
{
    if (fact.identifiers.empty())
        return; // nothing to join it by
    const auto node = m_nodeOf.find(keyOf(recipient, fact.identifiers.front()));
    if (node == m_nodeOf.end())
        return;
    std::vector<session::Profile::Fact> &facts = profiles[rootOf(node->second)].*list;
    if (facts.size() < mostFacts)
        facts.push_back(std::move(fact));
}

std::vector<session::Profile> IdentityLedger::profiles(const std::map<std::string, session::Search> &searches,
    const std::map<std::string, session::Leak> &leaks, const AppOfConnection &appOf) const
{
    std::map<std::uint32_t, session::Profile> byRoot;
    addIdentifiers(byRoot, appOf);
    for (const auto &[id, search] : searches) {
        if (const auto sent = m_searched.find(search.exchange); sent != m_searched.end())
            addFact(byRoot, sent->second.recipient, &session::Profile::searches,
                {search.query, search.exchange, search.time, search.incognito, sent->second.identifiers});
    }
    for (const auto &[id, leak] : leaks) {
        const bool address = leak.kind == session::LeakKind::visitedUrl;
        if (address || leak.kind == session::LeakKind::searchQuery)
            addFact(byRoot, recipientName(leak.recipient),
                address ? &session::Profile::urls : &session::Profile::searches,
                {leak.value, leak.exchange, leak.eventTime.value_or(leak.time), leak.incognito, leak.identifiers});
    }
    std::vector<session::Profile> profiles;
    for (auto &[root, profile] : byRoot) {
        std::sort(profile.searches.begin(), profile.searches.end(), isEarlier);
        std::sort(profile.urls.begin(), profile.urls.end(), isEarlier);
        profiles.push_back(std::move(profile));
    }
    std::sort(profiles.begin(), profiles.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    return profiles;
}

std::string recipientName(const session::Recipient &recipient)
{
    if (!recipient.organisation.empty())
        return recipient.organisation;
    return recipient.domain.empty() ? recipient.host : recipient.domain;
}

} // namespace telltale::leak
