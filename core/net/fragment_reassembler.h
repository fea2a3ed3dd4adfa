// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/limits.h"
#include "base/time.h"
#include "net/ip.h"

#include <cstddef>
#include <list>
#include <map>
#include <optional>
#include <vector>

namespace telltale::net {

/// Puts fragmented IP datagrams together. Where fragments overlap the first copy of an octet wins and
/// ip.fragment_overlap is told, unless both copies say the same. Waiting fragments are bounded by
/// Limits::fragmentBytes (the oldest datagram goes: ip.fragment_limit) and by 30 s of packet time
/// (ip.fragment_timeout).
class FragmentReassembler {
public:
    explicit FragmentReassembler(const base::Limits &limits)
        : m_limit(limits.fragmentBytes)
    {
    }

    /// Takes the fragment in; gives the datagram's whole payload when this was its last missing part.
    std::optional<base::ByteBuffer> add(
        const IpPacket &fragment, base::Timestamp now, std::vector<base::Anomaly> &anomalies);

    /// Octets held, with a fixed overhead for each datagram.
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    struct Datagram {
        FragmentKey key;
        base::Timestamp begun;
        base::ByteBuffer bytes;
        std::map<std::size_t, std::size_t> present; ///< [from, to), disjoint, not touching
        std::optional<std::size_t> total; ///< known once the last fragment was seen

        [[nodiscard]] bool complete() const;
        [[nodiscard]] std::size_t cost() const;
    };
    using Datagrams = std::list<Datagram>;

    Datagram &datagramOf(const IpPacket &fragment, base::Timestamp now);
    void forget(Datagrams::iterator datagram);
    void expire(base::Timestamp now, std::vector<base::Anomaly> &anomalies);
    /// True where octets already there differ from the new ones.
    static bool insert(Datagram &datagram, std::size_t at, base::ByteView bytes);

    Datagrams m_datagrams; ///< oldest first
    std::map<FragmentKey, Datagrams::iterator> m_byKey;
    std::size_t m_size = 0;
    std::size_t m_limit;
};

} // namespace telltale::net
