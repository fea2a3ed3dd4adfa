// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <cstddef>
#include <functional>
#include <set>
#include <string>

namespace telltale::leak {

/// Some of the connections something was seen in: the earliest ones, so that the choice does not
/// depend on the order in which they were added.
class ConnectionSample {
public:
    static constexpr std::size_t kept = 64;

    /// True where it is new, and kept.
    bool add(const session::ConnectionId &id)
    {
        if (m_ids.size() == kept && *m_ids.rbegin() < id)
            return false;
        const bool fresh = m_ids.insert(id).second;
        if (m_ids.size() > kept)
            m_ids.erase(std::prev(m_ids.end()));
        return fresh;
    }
    void add(const ConnectionSample &other)
    {
        for (const session::ConnectionId &id : other.m_ids)
            add(id);
    }
    [[nodiscard]] const std::set<session::ConnectionId> &ids() const { return m_ids; }

private:
    std::set<session::ConnectionId> m_ids;
};

/// The app of a connection as it is known now; empty for none.
using AppOfConnection = std::function<std::string(const session::ConnectionId &)>;

} // namespace telltale::leak
