// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting_lines.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace telltale::cli {

WaitingLines::Entry WaitingLines::entryOf(base::Timestamp time, const session::ExchangeId &id, LineSpool::Place place)
{
    return {time, place, id.connection.firstPacket, id.connection.nested, id.ordinal, 0, Rank::exchange};
}

void WaitingLines::keep(base::Timestamp time, const session::ExchangeId &id, std::string_view line)
{
    if (line.empty())
        return;
    const Entry entry = entryOf(time, id, m_spool.add(line));
    std::vector<std::uint32_t> &known = m_entryOfExchange[id.connection];
    if (known.size() <= id.ordinal)
        known.resize(std::size_t{id.ordinal} + 1);
    if (std::uint32_t &number = known[id.ordinal]; number != 0) {
        m_entries[number - 1] = entry;
    } else {
        m_entries.push_back(entry);
        number = static_cast<std::uint32_t>(m_entries.size());
    }
}

void WaitingLines::keep(base::Timestamp time, Rank rank, std::string id, std::string_view line)
{
    if (line.empty())
        return;
    const auto [known, added] = m_entryOfName.try_emplace({rank, id}, m_entries.size());
    if (added) {
        add(time, rank, std::move(id), line);
        return;
    }
    m_entries[known->second].time = time;
    m_entries[known->second].place = m_spool.add(line);
}

void WaitingLines::add(base::Timestamp time, Rank rank, std::string id, std::string_view line)
{
    if (line.empty())
        return; // text output has no line for this record
    Entry entry;
    entry.time = time;
    entry.place = m_spool.add(line);
    entry.name = static_cast<std::uint32_t>(m_names.size());
    entry.rank = rank;
    m_names.push_back(std::move(id));
    m_entries.push_back(entry);
}

std::string WaitingLines::idOf(const Entry &entry) const
{
    if (entry.rank != Rank::exchange)
        return m_names[entry.name];
    return session::text(session::ExchangeId{{entry.connection, entry.nested}, entry.ordinal});
}

void WaitingLines::sort()
{
    m_entryOfName.clear(); // places change now
    m_entryOfExchange.clear();
    std::stable_sort(m_entries.begin(), m_entries.end(), [this](const Entry &a, const Entry &b) {
        if (std::tie(a.time, a.rank) != std::tie(b.time, b.rank))
            return std::tie(a.time, a.rank) < std::tie(b.time, b.rank);
        return idOf(a) < idOf(b);
    });
}

} // namespace telltale::cli
