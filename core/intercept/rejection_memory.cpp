// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/rejection_memory.h"

#include <algorithm>
#include <utility>

namespace telltale::intercept {

RejectionMemory::RejectionMemory(std::size_t most)
    : m_most(std::max<std::size_t>(most, 1))
{
}

RejectionMemory::Entry &RejectionMemory::entry(const Key &key)
{
    if (const auto found = m_byKey.find(key); found != m_byKey.end()) {
        m_entries.splice(m_entries.begin(), m_entries, found->second);
        return m_entries.front();
    }
    if (m_entries.size() == m_most) {
        m_byKey.erase(m_entries.back().key);
        m_entries.pop_back();
    }
    m_entries.push_front({key, PassReason::pinned, std::nullopt, false, false, false});
    m_byKey[key] = m_entries.begin();
    return m_entries.front();
}

void RejectionMemory::remember(
    const net::IpAddress &station, const std::string &host, PassReason reason, std::optional<base::Timestamp> until)
{
    Entry &known = entry({station, host});
    known.reason = reason;
    known.until = known.counts ? std::nullopt : until;
    known.counts = true;
}

void RejectionMemory::took(const net::IpAddress &station, const std::string &host)
{
    Entry &known = entry({station, host});
    known.taken = true;
    if (known.until)
        known.counts = false; // what looked like a refusal was none
}

bool RejectionMemory::hasTaken(const net::IpAddress &station, const std::string &host) const
{
    const auto found = m_byKey.find({station, host});
    return found != m_byKey.end() && found->second->taken;
}

void RejectionMemory::refusedForEch(const net::IpAddress &station, const std::string &host)
{
    const auto before = m_byKey.find({station, host});
    const bool first = before == m_byKey.end() || !std::exchange(before->second->refusedOnce, true);
    Entry &known = entry({station, host});
    known.refusedOnce = true;
    if (first)
        return;
    known.reason = PassReason::ech;
    known.until.reset();
    known.counts = true;
}

std::optional<PassReason> RejectionMemory::recall(
    const net::IpAddress &station, const std::string &host, base::Timestamp now)
{
    const auto found = m_byKey.find({station, host});
    if (found == m_byKey.end() || !found->second->counts)
        return std::nullopt;
    if (found->second->until && *found->second->until <= now)
        return std::nullopt;
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return found->second->reason;
}

} // namespace telltale::intercept
