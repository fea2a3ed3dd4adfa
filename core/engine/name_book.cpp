// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/name_book.h"

#include <algorithm>

namespace telltale::engine {

void NameBook::add(const net::IpAddress &client, const session::DnsAnswer &answer)
{
    for (const net::IpAddress &address : answer.addresses) {
        auto &entries = m_names[{client, address}];
        const Entry entry{answer.time, answer.query};
        const auto place = std::lower_bound(entries.begin(), entries.end(), entry);
        if (place != entries.end() && *place == entry)
            continue;
        entries.insert(place, entry);
        if (entries.size() > namesPerAddress)
            entries.erase(entries.begin());
    }
}

std::string NameBook::nameOf(const net::IpAddress &client, const net::IpAddress &server, base::Timestamp time) const
{
    const auto found = m_names.find({client, server});
    if (found == m_names.end())
        return {};
    const auto &entries = found->second;
    const auto after = std::find_if(entries.begin(), entries.end(), [&](const Entry &e) { return e.first > time; });
    return after == entries.begin() ? entries.front().second : std::prev(after)->second;
}

} // namespace telltale::engine
