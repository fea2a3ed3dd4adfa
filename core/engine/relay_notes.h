// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intercept/relay_event.h"
#include "session/values.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <utility>

namespace telltale::engine {

/// What the relay told of its connections, for the reasons why some were not decrypted. Keeps the newest
/// 100 000. Belongs to the analyst's thread.
class RelayNotes {
public:
    static constexpr std::size_t kept = 100'000;

    /// Gives the connection that it is about, where that is known already.
    std::optional<session::ConnectionId> add(const intercept::RelayEvent &event);

    /// There was no relay any more: connections that begin after @p time went past none.
    void end(base::Timestamp time) { m_ended = std::min(time, m_ended.value_or(time)); }

    /// Remembers the connection for notes that come later, and sets what the relay told of it: a phone
    /// that refused our certificate sent nothing, so nothing of it is decrypted. True if it changed.
    bool apply(session::Connection &connection);

private:
    [[nodiscard]] bool applySilence(session::Connection &connection) const;

    using Ends = std::pair<net::Endpoint, net::Endpoint>; ///< station and destination
    struct Note {
        base::Timestamp time;
        session::Reason reason;
    };

    bool m_active = false; ///< there is a relay: its first event, that it listens, comes before all packets
    std::optional<base::Timestamp> m_ended;
    std::map<Ends, Note> m_notes;
    std::deque<Ends> m_order; ///< the oldest in front
    std::map<Ends, session::ConnectionId> m_connections; ///< the newest between both
    std::deque<Ends> m_connectionOrder;
};

/// Why the relay left a connection closed, in the words of CONTRACT's list; none where it did not.
session::Reason reasonOf(const intercept::RelayEvent &event);

} // namespace telltale::engine
