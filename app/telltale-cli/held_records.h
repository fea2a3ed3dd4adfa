// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <map>
#include <utility>

namespace telltale::cli {

/// Records that are complete but for their app: the phone says whose a connection was a moment after its packets have
/// passed, and what it says later may make a first answer doubtful. They wait until its answer stays.
template <typename Id, typename Value>
class HeldRecords {
public:
    /// A later one of the same id replaces it.
    /// @param end  when it ended, by the time of packets
    void hold(const Id &id, Value value, base::Timestamp end)
    {
        m_values.insert_or_assign(id, std::pair(end, std::move(value)));
    }

    /// Gives those to use() that ended no later than @p settled.
    template <typename Use>
    void release(base::Timestamp settled, Use use)
    {
        for (auto held = m_values.begin(); held != m_values.end();) {
            if (held->second.first > settled) {
                ++held;
                continue;
            }
            use(held->second.second);
            held = m_values.erase(held);
        }
    }

private:
    std::map<Id, std::pair<base::Timestamp, Value>> m_values;
};

} // namespace telltale::cli
