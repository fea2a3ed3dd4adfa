// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/pending_records.h"

namespace telltale::tls {

bool PendingRecords::reserve(std::size_t size)
{
    if (size > m_limit - m_used || (m_budget != nullptr && !m_budget->take(size)))
        return false;
    m_used += size;
    return true;
}

bool PendingRecords::add(const Record &record, base::Origin origin)
{
    // Once one was dropped the rest is too: what is kept must be without holes.
    const bool dropping = !m_items.empty() && m_items.back().kind == Kind::dropped;
    if (dropping || !reserve(sizeof(Item) + record.fragment.size())) {
        drop(1, origin);
        return false;
    }
    m_items.push_back({Kind::record, record.type, record.version, base::toBuffer(record.fragment), 0, origin, false});
    return true;
}

void PendingRecords::addGap(std::uint64_t size, base::Origin origin)
{
    const bool dropping = !m_items.empty() && m_items.back().kind == Kind::dropped;
    if (dropping || !reserve(sizeof(Item))) {
        drop(0, origin);
        m_items.back().hole = true;
    } else {
        m_items.push_back({Kind::gap, ContentType::applicationData, 0, {}, size, origin, false});
    }
}

void PendingRecords::drop(std::uint64_t records, base::Origin origin)
{
    // This one item is not counted, or the note that something is missing could itself be missing.
    if (m_items.empty() || m_items.back().kind != Kind::dropped)
        m_items.push_back({Kind::dropped, ContentType::applicationData, 0, {}, 0, origin, false});
    m_items.back().size += records;
}

void PendingRecords::pop()
{
    const auto &item = m_items.front();
    if (item.kind != Kind::dropped) {
        m_used -= cost(item);
        if (m_budget != nullptr)
            m_budget->giveBack(cost(item));
    }
    m_items.pop_front();
}

void PendingRecords::clear()
{
    while (!m_items.empty())
        pop();
}

} // namespace telltale::tls
