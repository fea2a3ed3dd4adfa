// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/connection_sample.h"
#include "session/values.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace telltale::leak {

/// Counts values that look like identifiers though no rule names them. One counts as stable when it
/// came in three exchanges over two connections: "the same value again", which is all that is said of it.
/// Not tied to a thread. Of more than @c kept different values those are counted that come first in
/// the order of a hash, so that the result does not depend on the order of requests.
class TokenCensus {
public:
    static constexpr std::size_t kept = 100'000;
    static constexpr std::uint64_t enoughExchanges = 3;

    /// What was seen of one value.
    struct Entry {
        std::string value;
        std::set<std::string> names; ///< of fields and cookies; at most eight, the first by name
        std::set<std::string> recipients; ///< at most 32
        std::set<session::ConnectionId> connections; ///< the first ones, at most eight
        std::uint64_t exchanges = 0;
        base::Timestamp first;
        base::Timestamp last;
    };

    void add(const std::vector<session::SentIdentifier> &tokens, const session::ExchangeId &exchange,
        base::Timestamp time, const std::string &recipient);

    /// The stable ones that changed since the last call: kind "stable_value", "cookie" where all that
    /// carried it were cookies.
    std::vector<session::IdentifierSeen> takeChanged(const AppOfConnection &appOf);

private:
    std::map<std::uint64_t, Entry> m_entries; // by a hash of the value
    std::set<std::uint64_t> m_changed;
};

} // namespace telltale::leak
