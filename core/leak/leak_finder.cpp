// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/leak_finder.h"

#include "leak/leak_id.h"
#include "rules/registrable_domain.h"

#include <algorithm>

namespace telltale::leak {

namespace {

/// "12" or "a": such queries are everywhere, and nobody is harmed by them.
bool worthKeeping(std::string_view query)
{
    const bool digits = std::all_of(query.begin(), query.end(), [](char c) { return c >= '0' && c <= '9'; });
    return query.size() >= (digits ? 4 : 2);
}

/// Only these two kinds are harvested as well as named by rules.
bool isHarvested(session::LeakKind kind)
{
    return kind == session::LeakKind::searchQuery || kind == session::LeakKind::visitedUrl;
}

session::LeakBasis basisOf(session::LeakKind kind, const LeakVerdict &verdict)
{
    if (kind == session::LeakKind::declared)
        return session::LeakBasis::declared;
    const bool searched = kind == session::LeakKind::searchQuery && !verdict.source->typed;
    return searched ? session::LeakBasis::searchUrl : session::LeakBasis::harvested;
}

} // namespace

/// Where a text of that kind is kept in m_leakOf, whoever found it.
std::string LeakFinder::textKey(session::ExchangeId exchange, const Secret &text)
{
    return session::text(exchange) + "/" + std::to_string(static_cast<int>(text.kind)) + "."
        + std::to_string(static_cast<int>(text.form)) + "." + text.folded;
}

LeakFinder::LeakFinder(std::shared_ptr<const rules::RuleSet> rules, const std::vector<std::string> &declared,
    FinderLimits limits, const Workers &workers)
    : m_rules(std::move(rules))
    , m_limits(limits)
    , m_ruleLeaks(*m_rules)
    , m_secrets(limits.base.secrets)
    , m_typed(limits.leaks)
{
    declare(declared, workers);
}

void LeakFinder::declare(const std::vector<std::string> &declared, const Workers &workers)
{
    std::vector<DeclaredSecret> secrets;
    for (std::size_t i = 0; i < declared.size(); ++i) {
        const std::string place = "Declared secret " + std::to_string(i + 1);
        auto secret = parseSecret(declared[i], place);
        if (!secret) {
            m_anomalies.push_back({"leak.wrong_secret", secret.error().message});
            continue;
        }
        const auto weakness = weaknessOf(secret.value());
        if (weakness)
            m_anomalies.push_back({"leak.weak_secret", place + " " + weakness->reason + "."});
        if (!weakness || !weakness->refused)
            secrets.push_back(std::move(secret.value()));
    }
    const auto added = m_secrets.declare(secrets, workers);
    for (std::size_t i = 0; i < added.size(); ++i) {
        if (!added[i])
            warn("leak.secret_limit", "A secret could not be kept: there are too many, or too many alike.");
        else if (added[i]->fresh) {
            m_values.push_back(secrets[i].text);
            m_sources.emplace_back(1);
        }
    }
}

void LeakFinder::addRequest(RequestRecord record)
{
    harvest(record);
    match(record, m_secrets.all());
    reportRules(record);
    remember(std::move(record));
}

void LeakFinder::harvest(const RequestRecord &record)
{
    SecretSource source{{}, record.host, record.exchange, record.time, false};
    if (record.search) {
        const RecognisedSearch &found = *record.search;
        if (!m_typed.add(record))
            warn("leak.leak_limit", "More searches than are kept; this one is not shown.");
        if (found.typed)
            return; // each prefix of what is typed would match half of all texts: see closeTyped()
        keepSearch({session::text(record.exchange) + ".s", record.exchange, record.time, found.engine, found.query,
            false, false, record.time, {record.exchange}});
        source.engine = found.engine;
        if (worthKeeping(found.query))
            learn(session::LeakKind::searchQuery, found.query, std::move(source));
    } else if (!record.visited.empty()) {
        learn(session::LeakKind::visitedUrl, record.visited, std::move(source));
    }
}

void LeakFinder::keepSearch(session::Search search)
{
    if (m_searches.size() >= m_limits.leaks) {
        warn("leak.leak_limit", "More searches than are kept; this one is not shown.");
        return;
    }
    search.incognito = m_private.contains(search.time);
    m_changedSearches.insert(m_searches.size());
    m_searches.push_back(std::move(search));
}

void LeakFinder::learn(session::LeakKind kind, const std::string &text, SecretSource source)
{
    const auto added = m_secrets.add(kind, text);
    if (!added) {
        if (!text.empty())
            warn("leak.secret_limit", "A secret could not be kept: there are too many, or too many alike.");
        return;
    }
    if (added->fresh) {
        m_values.push_back(text);
        m_sources.push_back({std::move(source)});
        return;
    }
    // The earliest source of each site is kept; each change may change leaks found or ruled out before.
    std::vector<SecretSource> &sources = m_sources[added->number];
    const bool first = std::none_of(sources.begin(), sources.end(), [&](const SecretSource &s) { return s < source; });
    const auto same = std::find_if(sources.begin(), sources.end(), [&](const SecretSource &known) {
        return known.engine == source.engine && known.typed == source.typed && rules::sameSite(known.host, source.host);
    });
    if (same != sources.end() && !(source < *same))
        return;
    if (first)
        m_values[added->number] = text;
    if (same != sources.end())
        *same = std::move(source);
    else
        sources.push_back(std::move(source));
    m_secrets.searchAgain(added->number);
}

void LeakFinder::match(const RequestRecord &record, const SecretSet::Index &index)
{
    if (index.empty())
        return;
    for (const auto &[number, place] : findPlaces(m_secrets, index, record)) {
        report(record, number, place);
        if (!m_prefixes.empty() && place.whole && place.match == "plain" && !m_prefixes.rolesOf(number).empty())
            reportPrefix(record, number, place);
    }
}

void LeakFinder::report(const RequestRecord &record, std::uint32_t number, const Place &place)
{
    if (m_secrets.secret(number).kind == session::LeakKind::identifier) {
        reportIdentifier(record, number, place);
        return;
    }
    const LeakVerdict verdict = judge(*m_rules, m_secrets.secret(number), m_sources[number], record);
    if (!verdict.leak)
        return;
    store(textKey(record.exchange, m_secrets.secret(number)), describe(record, number, place, verdict));
}

LeakFinder::Found LeakFinder::describe(
    const RequestRecord &record, std::uint32_t number, const Place &place, const LeakVerdict &verdict) const
{
    const ValueRecord &value = *place.value;
    const Secret &secret = m_secrets.secret(number);
    Found found;
    session::Leak &leak = found.leak;
    fill(found, record);
    leak.kind = secret.kind;
    leak.value = m_values[number];
    leak.basis = basisOf(secret.kind, verdict);
    leak.match = place.match;
    leak.eventTime = value.eventTime;
    leak.location = record.locations[value.location].name;
    leak.path = record.pathOf(value);
    // A rule knows best which of several places is the one that counts. It is also the place of the leak the
    // rule alone has given already, if this secret became known later: both are one leak, with one id.
    const session::SentData *named = place.match == "plain" ? sameByRule(record, secret) : nullptr;
    if (named != nullptr && (named->location != leak.location || named->path != leak.path)) {
        leak.eventTime = named->eventTime;
        leak.location = named->location;
        leak.path = named->path;
        leak.bytes = named->bytes;
    } else {
        leak.bytes = wireRangeOfPart(record, value, place.part, m_limits.base);
    }
    leak.id = leakId(record.exchange, secret.kind, secret.folded, leak.location, leak.path);
    leak.label = labelFor(secret, verdict.source, leak.location);
    if (verdict.source != nullptr)
        leak.source = session::Harvest{verdict.source->exchange, verdict.source->time, verdict.source->host};
    found.payloadPrivate = value.statedPrivate;
    mark(found);
    return found;
}

void LeakFinder::fill(Found &found, const RequestRecord &record) const
{
    session::Leak &leak = found.leak;
    leak.exchange = record.exchange;
    leak.time = record.time;
    leak.recipient = record.recipient;
    leak.app = record.app;
    leak.sender = record.sender;
    leak.identifiers = record.identifiers;
}

const session::SentData *LeakFinder::sameByRule(const RequestRecord &record, const Secret &secret) const
{
    if (!isHarvested(secret.kind))
        return nullptr;
    for (const session::SentData &data : record.data) {
        const auto leak = m_ruleLeaks.leakOf(record, data);
        if (leak && leak->kind == secret.kind && describeSecret(secret.kind, leak->value).folded == secret.folded)
            return &data;
    }
    return nullptr;
}

void LeakFinder::reportRules(const RequestRecord &record)
{
    for (const session::SentData &data : record.data) {
        const auto named = m_ruleLeaks.leakOf(record, data);
        if (!named)
            continue;
        const Secret text = describeSecret(named->kind, named->value);
        // What is known by its text stands already, and of several places of one text the first counts.
        const std::string key = textKey(record.exchange, text);
        if (text.folded.empty() || m_leakOf.contains(key)
            || m_leakOf.contains(textKey(record.exchange, describeSecret(session::LeakKind::declared, named->value))))
            continue;
        Found found;
        session::Leak &leak = found.leak;
        fill(found, record);
        leak.kind = named->kind;
        leak.value = named->value;
        leak.label = data.name;
        leak.basis = session::LeakBasis::rule;
        leak.eventTime = data.eventTime;
        leak.location = data.location;
        leak.path = data.path;
        leak.bytes = data.bytes;
        leak.id = leakId(record.exchange, leak.kind, text.folded, leak.location, leak.path);
        const ValueRecord *value = valueOf(record, data);
        found.payloadPrivate = value != nullptr && value->statedPrivate;
        mark(found);
        store(key, std::move(found));
    }
}

void LeakFinder::store(const std::string &key, Found found)
{
    const auto it = m_leakOf.find(key);
    if (it != m_leakOf.end()) {
        m_leaks[it->second] = std::move(found);
        m_changedLeaks.insert(it->second);
        m_unharvested.insert(it->second);
        return;
    }
    if (m_leaks.size() >= m_limits.leaks) {
        warn("leak.leak_limit", "More leaks than are kept; this one is not shown.");
        return;
    }
    m_changedLeaks.insert(m_leaks.size());
    m_unharvested.insert(m_leaks.size());
    m_leakOf.emplace(key, m_leaks.size());
    m_leaks.push_back(std::move(found));
}

void LeakFinder::mark(Found &found) const
{
    session::Leak &leak = found.leak;
    leak.incognitoBasis = m_private.incognitoOf(leak.time, leak.eventTime, found.payloadPrivate);
    leak.incognito = !leak.incognitoBasis.empty();
}

void LeakFinder::remember(RequestRecord record)
{
    const std::size_t bytes = record.bytes();
    if (bytes > m_limits.historyBytes / 4) {
        warn("leak.history_limit", "A request is too large to be searched again for secrets that come later.");
        return;
    }
    m_historyBytes += bytes;
    m_history.push_back(std::move(record));
    if (m_historyBytes <= m_limits.historyBytes)
        return;
    // A quarter goes at once, so that looking back before it does is rare.
    lookBack();
    warn("leak.history_limit", "The oldest requests are no longer searched for secrets that come later.");
    while (!m_history.empty() && m_historyBytes > m_limits.historyBytes / 4 * 3) {
        m_historyBytes -= std::min(m_historyBytes, m_history.front().bytes());
        m_history.pop_front();
        m_harvested -= std::min<std::size_t>(m_harvested, 1);
    }
}

void LeakFinder::lookBack()
{
    harvestIdentifiers();
    while (m_secrets.hasRecent()) {
        for (const RequestRecord &record : m_history)
            match(record, m_secrets.recent());
        m_secrets.forgetRecent();
        harvestBesideLeaks(); // what was found may bring more to look for
    }
}

void LeakFinder::setPrivateSpans(
    std::vector<session::PrivateSpan> spans, bool always, std::vector<session::PrivateSpan> device)
{
    if (!m_private.differsFrom(spans, always, device))
        return;
    m_private.setSpans(std::move(spans), always);
    m_private.setDeviceSpans(std::move(device));
    m_harvested = 0;
    for (const std::uint32_t number : m_reuse.startOver())
        m_secrets.searchAgain(number);
    for (std::size_t i = 0; i < m_leaks.size(); ++i) {
        const auto before = m_leaks[i].leak.incognitoBasis;
        mark(m_leaks[i]);
        m_unharvested.insert(i);
        if (before != m_leaks[i].leak.incognitoBasis)
            m_changedLeaks.insert(i);
    }
    for (std::size_t i = 0; i < m_searches.size(); ++i) {
        const bool before = m_searches[i].incognito;
        m_searches[i].incognito = m_private.contains(m_searches[i].time);
        if (before != m_searches[i].incognito)
            m_changedSearches.insert(i);
    }
}

Findings LeakFinder::take(bool lookBackFirst)
{
    if (lookBackFirst)
        lookBack();
    reportSequences();
    reportReused();
    linkLeaks();
    Findings findings;
    for (const std::size_t i : m_changedSearches)
        findings.searches.push_back(m_searches[i]);
    for (const std::size_t i : m_changedLeaks)
        findings.leaks.push_back(m_leaks[i].leak);
    findings.anomalies = std::move(m_anomalies);
    m_changedSearches.clear();
    m_changedLeaks.clear();
    m_anomalies.clear();
    return findings;
}

void LeakFinder::warn(const char *id, std::string detail)
{
    // Once: how often a limit was met depends on the order in which requests came.
    if (m_warned.insert(id).second)
        m_anomalies.push_back({id, std::move(detail)});
}

} // namespace telltale::leak
