// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reason_counts.h"

#include <algorithm>

namespace telltale::models {

std::vector<ReasonCount> reasonCounts(const bridge::SessionStore &store)
{
    std::vector<ReasonCount> counts;
    for (const session::Connection &connection : store.connections()) {
        if (!bridge::isUndecrypted(connection))
            continue;
        const auto known = std::find_if(
            counts.begin(), counts.end(), [&](const ReasonCount &at) { return at.reason == connection.reason; });
        if (known == counts.end())
            counts.push_back({connection.reason, 1, connection.id});
        else
            ++known->connections;
    }
    std::stable_sort(counts.begin(), counts.end(),
        [](const ReasonCount &a, const ReasonCount &b) { return a.connections > b.connections; });
    return counts;
}

} // namespace telltale::models
