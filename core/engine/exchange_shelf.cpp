// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exchange_shelf.h"

#include "session/exchange_codec.h"

#include <utility>

namespace telltale::engine {

ExchangeShelf::ExchangeShelf()
{
    if (auto file = session::PayloadStore::create())
        m_file = std::move(file.value());
}

void ExchangeShelf::put(session::Exchange exchange)
{
    std::vector<Facts> &all = m_facts[exchange.id.connection];
    if (all.size() < exchange.id.ordinal)
        all.resize(exchange.id.ordinal);
    Facts &facts = all[exchange.id.ordinal - 1];
    m_size += std::exchange(facts.there, true) ? 0 : 1;
    keepWhatRulesKnow(exchange, facts);
    facts.time = exchange.time;
    facts.incognito = exchange.incognito;
    facts.appIsOwn = exchange.appIsOwn;
    facts.size = 0;
    setApp(facts, exchange.app);
    const session::ExchangeId id = exchange.id;
    m_values.insert_or_assign(id, std::move(exchange));
    changed(id);
}

/// A request is read through once, when it is complete: what comes of its exchange later does not say it again.
void ExchangeShelf::keepWhatRulesKnow(session::Exchange &exchange, const Facts &facts) const
{
    if (exchange.tracker || !exchange.data.empty())
        return;
    std::optional<session::Exchange> shelved;
    const auto held = m_values.find(exchange.id);
    if (held == m_values.end() && facts.size != 0)
        shelved = read(facts);
    if (held == m_values.end() && !shelved)
        return;
    const session::Exchange &before = shelved ? *shelved : held->second;
    exchange.tracker = before.tracker;
    exchange.data = before.data;
}

ExchangeShelf::Facts *ExchangeShelf::facts(const session::ExchangeId &id)
{
    const auto found = m_facts.find(id.connection);
    if (found == m_facts.end() || id.ordinal == 0 || id.ordinal > found->second.size())
        return nullptr;
    Facts &facts = found->second[id.ordinal - 1];
    return facts.there ? &facts : nullptr;
}

void ExchangeShelf::setApp(Facts &facts, const std::optional<session::App> &app)
{
    if (!app) {
        facts.app = 0;
        return;
    }
    const auto [known, added] = m_appNumbers.try_emplace(
        {app->package, app->name, app->source, app->confidence}, static_cast<std::uint32_t>(m_apps.size()));
    if (added)
        m_apps.push_back(app);
    facts.app = known->second;
}

void ExchangeShelf::changed(const session::ExchangeId &id)
{
    if (Facts *known = facts(id); known != nullptr && !std::exchange(known->changed, true))
        m_changed.insert(id);
}

std::optional<session::Exchange> ExchangeShelf::read(const Facts &facts) const
{
    return session::decodeExchange(m_file->read({facts.offset, facts.size}));
}

void ExchangeShelf::shelve(const session::Exchange &exchange, Facts &facts)
{
    const session::PayloadRef place = m_file->append(session::encodeExchange(exchange));
    facts.offset = place.offset;
    facts.size = static_cast<std::uint32_t>(place.size); // 0: the disk is full, it stays in memory
}

std::vector<session::Exchange> ExchangeShelf::takeChanged(std::size_t most)
{
    std::vector<session::Exchange> taken;
    while (!m_changed.empty() && taken.size() < most) {
        const session::ExchangeId id = *m_changed.begin();
        m_changed.erase(m_changed.begin());
        Facts &known = *facts(id);
        known.changed = false;
        const auto held = m_values.find(id);
        std::optional<session::Exchange> value = held != m_values.end() ? held->second : read(known);
        if (!value)
            continue; // the file was taken away; nothing true can be said
        value->incognito = known.incognito;
        value->appIsOwn = known.appIsOwn;
        value->app = app(known);
        if (held != m_values.end() && value->ended && m_file) {
            shelve(*value, known);
            if (known.size != 0)
                m_values.erase(held);
        }
        taken.push_back(std::move(*value));
    }
    return taken;
}

} // namespace telltale::engine
