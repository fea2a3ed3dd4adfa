// SPDX-License-Identifier: GPL-3.0-or-later
// Identifiers that were sent in private browsing, as secrets.
#include "leak/identity_ledger.h"
#include "leak/leak_finder.h"

#include <algorithm>
#include <utility>

namespace telltale::leak {

std::string LeakFinder::appOf(const RequestRecord &record) const
{
    if (m_appOf)
        return m_appOf(record.exchange);
    if (!record.app)
        return {};
    return record.app->package.empty() ? record.app->name : record.app->package;
}

/// True where an app was seen to browse privately that was not known to.
bool LeakFinder::learnBrowsers()
{
    const std::size_t known = m_browsers.size();
    for (std::size_t i = m_harvested; i < m_history.size(); ++i) {
        const RequestRecord &record = m_history[i];
        if ((record.search || !record.visited.empty()) && m_private.contains(record.time))
            m_browsers.insert(appOf(record));
    }
    return m_browsers.size() != known;
}

/// What is private, and by whom, is only known when all marks and apps are: it is asked late, of what is still kept.
/// Other apps speak while the user browses privately, which tells nothing of it: only what browsing apps send counts,
/// and what goes beside a private search or address. Where nothing can be seen of the browsing, all may be the browser.
void LeakFinder::harvestIdentifiers()
{
    if (learnBrowsers())
        m_harvested = 0;
    const bool anybody = m_browsers.empty();
    const bool wait = anybody && m_private.isOpen();
    for (; m_harvested < m_history.size() && !wait; ++m_harvested) {
        const RequestRecord &record = m_history[m_harvested];
        if (record.identifiers.empty() || !m_private.contains(record.time)
            || (!anybody && !m_browsers.contains(appOf(record))))
            continue;
        const SecretSource source{
            {}, record.host, record.exchange, record.time, false, {}, recipientName(record.recipient)};
        for (const session::SentIdentifier &identifier : record.identifiers)
            watchIdentifier(identifier, source);
    }
    harvestBesideLeaks();
}

void LeakFinder::harvestBesideLeaks()
{
    for (const std::size_t i : std::exchange(m_unharvested, {})) {
        const session::Leak &leak = m_leaks[i].leak;
        if (leak.kind == session::LeakKind::identifier || !m_private.contains(leak.time))
            continue;
        const SecretSource source{
            {}, leak.recipient.host, leak.exchange, leak.time, false, {}, recipientName(leak.recipient)};
        for (const session::SentIdentifier &identifier : leak.identifiers)
            watchIdentifier(identifier, source);
    }
}

void LeakFinder::watchIdentifier(const session::SentIdentifier &identifier, SecretSource source)
{
    source.identifier = identifier.kind;
    if (const auto number = m_reuse.numberOf(identifier.value)) {
        SecretSource &first = m_sources[*number].front();
        if (source < first) {
            first = std::move(source);
            m_reuse.touch(*number);
        }
        return;
    }
    if (!isWorthLookingFor(identifier.value))
        return;
    if (m_reuse.watched() >= m_limits.identifiers) {
        warn("leak.secret_limit", "More identifiers in private browsing than are looked for elsewhere.");
        return;
    }
    const auto added = m_secrets.add(session::LeakKind::identifier, identifier.value);
    if (!added || !added->fresh)
        return; // the limit, or known in other letters
    m_values.push_back(identifier.value);
    m_sources.push_back({std::move(source)});
    m_reuse.watch(added->number, identifier.value);
}

void LeakFinder::reportIdentifier(const RequestRecord &record, std::uint32_t number, const Place &place)
{
    const std::string recipient = recipientName(record.recipient);
    const bool inPrivate = m_private.contains(record.time);
    // A tracker in a page keeps its identifier in a cookie of the page's site, which gets it back: that is no secret
    // there, as long as the cookie goes with the private window.
    if (inPrivate && record.locations[place.value->location].name.starts_with("cookie:"))
        return;
    if (!m_reuse.isNews(number, recipient, inPrivate, record.time, record.exchange))
        return;
    Found found = describe(record, number, place, {true, nullptr});
    m_reuse.see(number, recipient, inPrivate, {std::move(found.leak), found.payloadPrivate});
}

void LeakFinder::reportReused()
{
    for (const std::uint32_t number : m_reuse.takeTouched()) {
        const Secret &secret = m_secrets.secret(number);
        const SecretSource &owner = m_sources[number].front();
        for (IdentifierReuse::Sight &sight : m_reuse.take(number, owner.recipient)) {
            Found found{std::move(sight.leak), sight.payloadPrivate};
            if (!m_private.contains(found.leak.time))
                m_moreOutside |= m_outside[recipientName(found.leak.recipient)].insert(found.leak.value).second;
            const Secret declared = describeSecret(session::LeakKind::declared, found.leak.value);
            if (m_leakOf.contains(textKey(found.leak.exchange, declared)))
                continue; // the user knows it by a better name
            found.leak.label = labelFor(secret, &owner, found.leak.location);
            found.leak.source = session::Harvest{owner.exchange, owner.time, owner.host};
            mark(found); // the spans may have changed
            const std::string key = textKey(found.leak.exchange, secret);
            store(key, std::move(found));
        }
    }
}

/// What leaked in private browsing is joined with the rest by an identifier that the recipient also gets outside.
void LeakFinder::linkLeaks()
{
    if (std::exchange(m_moreOutside, false)) {
        for (std::size_t i = 0; i < m_leaks.size(); ++i)
            link(i);
        return;
    }
    const std::set<std::size_t> changed = m_changedLeaks;
    for (const std::size_t i : changed)
        link(i);
}

void LeakFinder::link(std::size_t number)
{
    session::Leak &leak = m_leaks[number].leak;
    const auto outside = m_outside.find(recipientName(leak.recipient));
    std::optional<session::SentIdentifier> by;
    if (outside != m_outside.end() && leak.incognito && leak.kind != session::LeakKind::identifier) {
        const auto known = std::find_if(leak.identifiers.begin(), leak.identifiers.end(),
            [&](const session::SentIdentifier &identifier) { return outside->second.contains(identifier.value); });
        if (known != leak.identifiers.end())
            by = *known;
    }
    if (by == leak.linkedBy)
        return;
    leak.linkedBy = std::move(by);
    m_changedLeaks.insert(number);
}

} // namespace telltale::leak
