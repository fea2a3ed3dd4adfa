// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/identity_ledger.h"

#include <algorithm>
#include <string_view>
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

void addFact(std::vector<session::Profile::Fact> &facts, session::Profile::Fact fact)
{
    if (facts.size() < mostFacts)
        facts.push_back(std::move(fact));
}

/// Only these two kinds are told in profiles.
bool isFact(const session::Leak &leak)
{
    return leak.kind == session::LeakKind::visitedUrl || leak.kind == session::LeakKind::searchQuery;
}

void addLeak(session::Profile &profile, const session::Leak &leak)
{
    addFact(leak.kind == session::LeakKind::visitedUrl ? profile.urls : profile.searches,
        {leak.value, leak.exchange, leak.eventTime.value_or(leak.time), leak.incognito, leak.identifiers});
}

bool isEarlier(const session::Profile::Fact &a, const session::Profile::Fact &b)
{
    return std::tie(a.time, a.exchange, a.value) < std::tie(b.time, b.exchange, b.value);
}

void sortFacts(session::Profile &profile)
{
    std::sort(profile.searches.begin(), profile.searches.end(), isEarlier);
    std::sort(profile.urls.begin(), profile.urls.end(), isEarlier);
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
    const std::uint32_t root = rootOf(nodes.front());
    m_stale.insert(root);
    Joined &joined = m_joined.at(root);
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
    m_joined[number].members.push_back(number);
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
    if (node.connections.add(note.exchange.connection))
        m_nodesOn[note.exchange.connection].push_back(number);
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
        Joined moved = std::move(m_joined.extract(other).mapped());
        Joined &joined = m_joined.at(root);
        if (joined.members.size() < moved.members.size())
            joined.members.swap(moved.members);
        joined.members.insert(joined.members.end(), moved.members.begin(), moved.members.end());
        joined.exchanges += moved.exchanges;
        for (const auto &[kind, count] : moved.categories)
            joined.categories[kind] += count;
        joined.searches.merge(moved.searches);
        joined.leaks.merge(moved.leaks);
        m_stale.insert({root, other});
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

session::Profile IdentityLedger::profileOf(const Joined &joined, const AppOfConnection &appOf) const
{
    std::vector<const Node *> nodes;
    for (const std::uint32_t number : joined.members)
        nodes.push_back(&m_nodes[number]);
    std::sort(nodes.begin(), nodes.end(), [](const Node *a, const Node *b) {
        return a->exchanges != b->exchanges ? a->exchanges > b->exchanges : a->identifier < b->identifier;
    });
    session::Profile profile;
    profile.recipient = nodes.front()->recipient;
    profile.first = nodes.front()->first;
    profile.last = nodes.front()->last;
    std::set<std::string> apps;
    std::unordered_set<std::string_view> listed;
    for (const Node *node : nodes) {
        profile.first = std::min(profile.first, node->first);
        profile.last = std::max(profile.last, node->last);
        for (const session::ConnectionId &id : node->connections.ids())
            addApp(apps, appOf(id));
        if (profile.identifiers.size() < mostJoined && listed.insert(node->identifier.value).second)
            profile.identifiers.push_back(node->identifier);
        if (namesPerson(node->identifier.kind))
            addFact(
                profile.accounts, {node->identifier.value, node->firstExchange, node->first, false, node->companions});
    }
    profile.apps.assign(apps.begin(), apps.end());
    std::sort(profile.accounts.begin(), profile.accounts.end(), isEarlier);
    const session::SentIdentifier &name = profile.identifiers.front();
    profile.id = "p." + profile.recipient + "." + name.kind + "." + name.value;
    profile.exchanges = joined.exchanges;
    profile.categories = joined.categories;
    return profile;
}

std::uint32_t IdentityLedger::rootOf(
    const std::string &recipient, const std::vector<session::SentIdentifier> &identifiers) const
{
    if (identifiers.empty())
        return UINT32_MAX; // nothing to join it by
    const auto node = m_nodeOf.find(keyOf(recipient, identifiers.front()));
    return node == m_nodeOf.end() ? UINT32_MAX : rootOf(node->second);
}

void IdentityLedger::addSearch(session::Profile &profile, const session::Search &search) const
{
    addFact(profile.searches,
        {search.query, search.exchange, search.time, search.incognito, m_searched.at(search.exchange).identifiers});
}

std::vector<session::Profile> IdentityLedger::profiles(
    const Searches &searches, const Leaks &leaks, const AppOfConnection &appOf) const
{
    std::map<std::uint32_t, session::Profile> byRoot;
    for (const auto &[root, joined] : m_joined)
        byRoot.emplace(root, profileOf(joined, appOf));
    for (const auto &[id, search] : searches) {
        const auto sent = m_searched.find(search.exchange);
        if (sent == m_searched.end())
            continue;
        const std::uint32_t root = rootOf(sent->second.recipient, sent->second.identifiers);
        if (root != UINT32_MAX)
            addSearch(byRoot.at(root), search);
    }
    for (const auto &[id, leak] : leaks) {
        const std::uint32_t root = isFact(leak) ? rootOf(recipientName(leak.recipient), leak.identifiers) : UINT32_MAX;
        if (root != UINT32_MAX)
            addLeak(byRoot.at(root), leak);
    }
    std::vector<session::Profile> profiles;
    for (auto &[root, profile] : byRoot) {
        sortFacts(profile);
        profiles.push_back(std::move(profile));
    }
    std::sort(profiles.begin(), profiles.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    return profiles;
}

void IdentityLedger::changed(const session::Search &search)
{
    const auto sent = m_searched.find(search.exchange);
    if (sent == m_searched.end())
        return;
    const std::uint32_t root = rootOf(sent->second.recipient, sent->second.identifiers);
    if (root == UINT32_MAX)
        return;
    m_joined.at(root).searches.insert(search.id);
    m_stale.insert(root);
}

void IdentityLedger::changed(const session::Leak &leak)
{
    const std::uint32_t root = isFact(leak) ? rootOf(recipientName(leak.recipient), leak.identifiers) : UINT32_MAX;
    if (root == UINT32_MAX)
        return;
    m_joined.at(root).leaks.insert(leak.id);
    m_stale.insert(root);
}

void IdentityLedger::appChanged(const session::ConnectionId &id)
{
    const auto nodes = m_nodesOn.find(id);
    if (nodes == m_nodesOn.end())
        return;
    for (const std::uint32_t node : nodes->second)
        m_stale.insert(rootOf(node));
}

IdentityLedger::ProfileChanges IdentityLedger::takeProfileChanges(
    const Searches &searches, const Leaks &leaks, const AppOfConnection &appOf)
{
    ProfileChanges changes;
    // All old ones go first: a profile may get the id another one had.
    for (const std::uint32_t node : m_stale) {
        if (const auto old = m_profileOf.extract(node); !old.empty())
            changes.emplace(old.mapped(), std::nullopt);
    }
    for (const std::uint32_t root : m_stale) {
        const auto joined = m_joined.find(root);
        if (joined == m_joined.end())
            continue; // was joined to another
        session::Profile profile = profileOf(joined->second, appOf);
        for (const std::string &id : joined->second.searches) {
            if (const auto search = searches.find(id); search != searches.end())
                addSearch(profile, search->second);
        }
        for (const std::string &id : joined->second.leaks) {
            if (const auto leak = leaks.find(id); leak != leaks.end())
                addLeak(profile, leak->second);
        }
        sortFacts(profile);
        m_profileOf.emplace(root, profile.id);
        changes.insert_or_assign(profile.id, std::move(profile));
    }
    m_stale.clear();
    return changes;
}

std::string recipientName(const session::Recipient &recipient)
{
    if (!recipient.organisation.empty())
        return recipient.organisation;
    return recipient.domain.empty() ? recipient.host : recipient.domain;
}

} // namespace telltale::leak
