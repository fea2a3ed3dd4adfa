// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/identity_book.h"

#include "session/data_kind.h"

#include <utility>

namespace telltale::engine {

void IdentityBook::add(const OpenedRequest &request)
{
    const session::Exchange &exchange = request.exchange;
    const std::string recipient = leak::recipientName(exchange.recipient);
    m_tokens.add(request.tokens, exchange.id, exchange.requestEnd, recipient);
    if (!request.tokens.empty())
        m_changed = true;
    if (request.record.identifiers.empty())
        return;
    leak::IdentityNote note;
    note.exchange = exchange.id;
    note.time = exchange.requestEnd;
    note.recipient = recipient;
    note.identifiers = request.record.identifiers;
    note.search = request.record.search.has_value();
    for (const session::SentData &data : exchange.data)
        ++note.categories[std::string(session::word(data.kind))];
    m_ledger.add(std::move(note));
    m_changed = true;
}

bool IdentityBook::isDue() const
{
    return m_changed && std::chrono::steady_clock::now() - m_told >= interval;
}

void IdentityBook::noteChanges(Outbox &out, const leak::AppOfConnection &appOf)
{
    const Outbox::Touched touched = out.takeTouched();
    for (const std::string &id : touched.searches) {
        if (const auto search = out.searches.find(id); search != out.searches.end())
            m_ledger.changed(search->second);
    }
    for (const std::string &id : touched.leaks) {
        if (const auto leak = out.leaks.find(id); leak != out.leaks.end())
            m_ledger.changed(leak->second);
    }
    for (const session::ConnectionId &id : touched.connections) {
        std::string app = appOf(id);
        const auto known = m_apps.find(id);
        if (known == m_apps.end() ? app.empty() : known->second == app)
            continue;
        m_apps.insert_or_assign(id, std::move(app));
        m_ledger.appChanged(id);
    }
}

void IdentityBook::tell(Outbox &out)
{
    const leak::AppOfConnection appOf = [&out](const session::ConnectionId &id) {
        const auto found = out.connections.find(id);
        return found == out.connections.end() || !found->second.app ? std::string() : found->second.app->name;
    };
    std::vector<session::IdentifierSeen> changed = m_ledger.takeChanged(appOf);
    for (session::IdentifierSeen &token : m_tokens.takeChanged(appOf))
        changed.push_back(std::move(token));
    out.add(std::move(changed));
    noteChanges(out, appOf);
    if (m_ledger.profilesChanged())
        out.profilesChanged(m_ledger.takeProfileChanges(out.searches, out.leaks, appOf));
    m_changed = false;
    m_told = std::chrono::steady_clock::now();
}

} // namespace telltale::engine
