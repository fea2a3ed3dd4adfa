// SPDX-License-Identifier: GPL-3.0-or-later
// What was typed into search boxes, as searches, as secrets, and as sequences.
#include "leak/leak_finder.h"
#include "leak/normalize.h"

#include <algorithm>

namespace telltale::leak {

namespace {

std::size_t characters(std::string_view text)
{
    const auto isStart = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), isStart));
}

/// What was typed and never searched for may be the beginning of a word: a secret from five characters on (not
/// octets), or where it has several words.
bool worthKeepingTyped(std::string_view query)
{
    const bool words = query.find(' ') != std::string_view::npos;
    return words || characters(query) >= TypedPrefixes::shortest;
}

} // namespace

void LeakFinder::closeTyped(std::optional<base::Timestamp> now)
{
    if (!now)
        m_harvested = 0; // all is in: who browsed privately is known now
    for (TypedSearch &typed : m_typed.take(now)) {
        const session::ExchangeId first = typed.exchanges.front();
        const SecretSource source{typed.engine, typed.host, typed.exchanges.back(), typed.end, true};
        learnPrefixes(typed, source);
        if (!typed.submitted && worthKeepingTyped(typed.query))
            learn(session::LeakKind::searchQuery, typed.query, source);
        keepSearch({session::text(first) + ".s", first, typed.time, typed.engine, std::move(typed.query), true, false,
            typed.end, std::move(typed.exchanges)});
    }
}

/// Secrets without a source of their own: they count in sequences alone.
void LeakFinder::learnPrefixes(const TypedSearch &typed, const SecretSource &source)
{
    std::vector<std::string> texts = typed.texts;
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    std::erase_if(texts, [](const std::string &text) { return characters(text) < TypedPrefixes::shortest; });
    if (texts.size() < TypedPrefixes::fewest)
        return;
    const std::size_t search = m_prefixes.begin(source);
    const std::size_t from = texts.size() - std::min(texts.size(), TypedPrefixes::most);
    for (std::size_t rank = from; rank < texts.size(); ++rank) {
        const auto added = m_secrets.add(session::LeakKind::searchQuery, texts[rank]);
        if (!added) {
            warn("leak.secret_limit", "A secret could not be kept: there are too many, or too many alike.");
            return;
        }
        if (added->fresh) {
            m_values.push_back(texts[rank]);
            m_sources.emplace_back();
        } else {
            m_secrets.searchAgain(added->number);
        }
        m_prefixes.add(added->number, {search, rank});
    }
}

void LeakFinder::reportPrefix(const RequestRecord &record, std::uint32_t number, const Place &place)
{
    for (const TypedPrefixes::Role role : m_prefixes.rolesOf(number)) {
        const LeakVerdict verdict = judge(*m_rules, m_secrets.secret(number), {m_prefixes.sourceOf(role)}, record);
        if (!verdict.leak)
            continue;
        const LeakVerdict lasting{true, &m_prefixes.sourceOf(role)};
        Found found = describe(record, number, place, lasting);
        m_prefixes.sent(role, std::move(found.leak), found.payloadPrivate);
    }
}

/// The longest text of each sequence, unless that host was also sent the whole.
void LeakFinder::reportSequences()
{
    for (TypedPrefixes::Sequence &sequence : m_prefixes.take()) {
        const session::Leak &leak = sequence.leak;
        const bool toldWhole = std::any_of(m_leaks.begin(), m_leaks.end(), [&](const Found &known) {
            return known.leak.kind == leak.kind && known.leak.recipient.host == leak.recipient.host
                && foldedSecret(known.leak.value).starts_with(foldedSecret(leak.value));
        });
        if (toldWhole)
            continue;
        Found found{std::move(sequence.leak), sequence.payloadPrivate};
        mark(found); // the spans may have changed
        const std::string key = found.leak.id;
        store(key, std::move(found));
    }
}

} // namespace telltale::leak
