// SPDX-License-Identifier: GPL-3.0-or-later
#include "reassembly/segment_store.h"

#include <algorithm>

namespace telltale::reassembly {

namespace {

/// A map node, the buffer's header and the allocator's own share.
constexpr std::size_t costOfSegment = 128;

std::int64_t endOf(std::int64_t from, std::size_t size)
{
    return from + static_cast<std::int64_t>(size);
}

std::size_t distance(std::int64_t from, std::int64_t to)
{
    return static_cast<std::size_t>(to - from);
}

} // namespace

bool SegmentStore::insert(std::int64_t from, base::ByteView bytes, base::Origin origin)
{
    bool same = true;
    const std::int64_t to = endOf(from, bytes.size());
    auto next = m_held.upper_bound(from);
    if (next != m_held.begin() && endOf(std::prev(next)->first, std::prev(next)->second.bytes.size()) > from)
        --next;
    std::int64_t at = from;
    while (at < to) {
        if (next == m_held.end() || next->first >= to) {
            keep(next, at, bytes.subspan(distance(from, at)), origin);
            return same;
        }
        if (at < next->first) {
            keep(next, at, bytes.subspan(distance(from, at), distance(at, next->first)), origin);
            at = next->first;
        }
        const base::ByteView old = base::ByteView(next->second.bytes).subspan(distance(next->first, at));
        const base::ByteView copy = bytes.subspan(distance(from, at));
        const std::size_t shared = std::min(old.size(), copy.size());
        same = same && std::equal(old.begin(), old.begin() + static_cast<std::ptrdiff_t>(shared), copy.begin());
        at = endOf(at, shared);
        ++next;
    }
    return same;
}

void SegmentStore::keep(Map::iterator before, std::int64_t from, base::ByteView bytes, base::Origin origin)
{
    m_held.emplace_hint(before, from, Held{base::toBuffer(bytes), origin});
    charge(bytes.size() + costOfSegment);
}

std::pair<std::int64_t, SegmentStore::Held> SegmentStore::takeFirst()
{
    auto node = m_held.extract(m_held.begin());
    refund(node.mapped().bytes.size() + costOfSegment);
    return {node.key(), std::move(node.mapped())};
}

void SegmentStore::clear()
{
    m_held.clear();
    refund(m_cost);
}

void SegmentStore::charge(std::size_t bytes)
{
    m_cost += bytes;
    m_budget.used += bytes;
}

void SegmentStore::refund(std::size_t bytes)
{
    m_cost -= bytes;
    m_budget.used -= bytes;
}

} // namespace telltale::reassembly
