// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/fragment_reassembler.h"

#include <algorithm>

namespace telltale::net {

namespace {

constexpr std::size_t largestDatagram = 65535;
constexpr std::size_t overhead = 512; // of the containers, so that many tiny datagrams count as well
constexpr std::int64_t patience = 30 * base::nanosecondsPerSecond;

} // namespace

bool FragmentReassembler::Datagram::complete() const
{
    return total && present.size() == 1 && present.begin()->first == 0 && present.begin()->second >= *total;
}

std::size_t FragmentReassembler::Datagram::cost() const
{
    return bytes.size() + overhead;
}

FragmentReassembler::Datagram &FragmentReassembler::datagramOf(const IpPacket &fragment, base::Timestamp now)
{
    const FragmentKey key = fragment.fragmentKey();
    const auto known = m_byKey.find(key);
    if (known != m_byKey.end())
        return *known->second;
    m_datagrams.push_back({key, now, {}, {}, std::nullopt});
    m_byKey.emplace(key, std::prev(m_datagrams.end()));
    m_size += m_datagrams.back().cost();
    return m_datagrams.back();
}

void FragmentReassembler::forget(Datagrams::iterator datagram)
{
    m_size -= datagram->cost();
    m_byKey.erase(datagram->key);
    m_datagrams.erase(datagram);
}

void FragmentReassembler::expire(base::Timestamp now, std::vector<base::Anomaly> &anomalies)
{
    while (!m_datagrams.empty() && now.nanoseconds - m_datagrams.front().begun.nanoseconds > patience) {
        anomalies.push_back({"ip.fragment_timeout", "A fragmented datagram stayed incomplete for 30 seconds."});
        forget(m_datagrams.begin());
    }
    while (m_size > m_limit && !m_datagrams.empty()) {
        anomalies.push_back(
            {"ip.fragment_limit", "Too many fragments were waiting; the oldest datagram was given up."});
        forget(m_datagrams.begin());
    }
}

bool FragmentReassembler::insert(Datagram &datagram, std::size_t at, base::ByteView bytes)
{
    const std::size_t end = at + bytes.size();
    if (datagram.bytes.size() < end)
        datagram.bytes.resize(end);
    bool conflict = false;
    std::size_t from = at, to = end;
    std::size_t cursor = at;
    const auto copyUpTo = [&](std::size_t stop) {
        if (stop > cursor)
            std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(cursor - at), stop - cursor,
                datagram.bytes.begin() + static_cast<std::ptrdiff_t>(cursor));
    };
    auto range = datagram.present.upper_bound(at);
    if (range != datagram.present.begin() && std::prev(range)->second >= at)
        --range;
    while (range != datagram.present.end() && range->first <= end) {
        const std::size_t overlapFrom = std::max(range->first, at), overlapTo = std::min(range->second, end);
        copyUpTo(std::min(range->first, end));
        for (std::size_t i = overlapFrom; i < overlapTo; ++i)
            conflict = conflict || datagram.bytes[i] != bytes[i - at];
        cursor = std::max(cursor, overlapTo);
        from = std::min(from, range->first);
        to = std::max(to, range->second);
        range = datagram.present.erase(range);
    }
    copyUpTo(end);
    datagram.present.emplace(from, to);
    return conflict;
}

std::optional<base::ByteBuffer> FragmentReassembler::add(
    const IpPacket &fragment, base::Timestamp now, std::vector<base::Anomaly> &anomalies)
{
    expire(now, anomalies);
    const base::ByteView bytes = fragment.payload.bytes;
    const std::size_t end = fragment.fragmentOffset + bytes.size();
    if (fragment.payload.missing() > 0) {
        anomalies.push_back({"net.truncated", "A fragment was not captured whole."});
        return std::nullopt;
    }
    // All fragments but the last hold a multiple of eight octets (RFC 791 section 3.2).
    if (bytes.empty() || end > largestDatagram || (fragment.moreFragments && bytes.size() % 8 != 0)) {
        anomalies.push_back({"ip.malformed", "A fragment of an impossible length."});
        return std::nullopt;
    }
    Datagram &datagram = datagramOf(fragment, now);
    const bool endsElsewhere = datagram.total ? *datagram.total != end : end < datagram.bytes.size();
    if ((!fragment.moreFragments && endsElsewhere) || (datagram.total && end > *datagram.total)) {
        anomalies.push_back({"ip.fragment_overlap", "Fragments disagree on where their datagram ends."});
        return std::nullopt;
    }
    if (!fragment.moreFragments)
        datagram.total = end;
    m_size -= datagram.cost();
    if (insert(datagram, fragment.fragmentOffset, bytes))
        anomalies.push_back(
            {"ip.fragment_overlap", "Fragments overlap with different contents; the first copy was kept."});
    m_size += datagram.cost();
    if (!datagram.complete())
        return std::nullopt;
    m_size -= datagram.bytes.size(); // cost() no longer counts what is moved out
    base::ByteBuffer whole = std::move(datagram.bytes);
    datagram.bytes.clear();
    forget(m_byKey.at(datagram.key));
    return whole;
}

} // namespace telltale::net
