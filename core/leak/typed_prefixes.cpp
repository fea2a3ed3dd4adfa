// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/typed_prefixes.h"

#include <tuple>

namespace telltale::leak {

namespace {

bool isBefore(const session::Leak &a, const session::Leak &b)
{
    return std::tie(a.time, a.exchange) < std::tie(b.time, b.exchange);
}

} // namespace

std::size_t TypedPrefixes::begin(SecretSource source)
{
    m_sources.push_back(std::move(source));
    return m_sources.size() - 1;
}

const std::vector<TypedPrefixes::Role> &TypedPrefixes::rolesOf(std::uint32_t secret) const
{
    static const std::vector<Role> none;
    const auto known = m_roles.find(secret);
    return known == m_roles.end() ? none : known->second;
}

void TypedPrefixes::sent(Role role, session::Leak leak, bool payloadPrivate)
{
    Told &told = m_told[{role.search, leak.recipient.host}];
    const auto [text, fresh] = told.texts.try_emplace(role.rank, Sequence{leak, payloadPrivate});
    if (!fresh && isBefore(leak, text->second.leak))
        text->second = {std::move(leak), payloadPrivate};
    told.changed = true;
}

std::vector<TypedPrefixes::Sequence> TypedPrefixes::take()
{
    std::vector<Sequence> sequences;
    for (auto &[key, told] : m_told) {
        if (!std::exchange(told.changed, false))
            continue;
        std::size_t count = 0;
        std::size_t rank = 0;
        const Sequence *last = nullptr;
        for (const auto &[at, text] : told.texts) {
            if (last != nullptr && isBefore(text.leak, last->leak))
                continue; // sent before a text that was typed later
            last = &text;
            rank = at;
            ++count;
        }
        if (count >= fewest && rank > told.reported) {
            told.reported = rank;
            sequences.push_back(*last);
        }
    }
    return sequences;
}

} // namespace telltale::leak
