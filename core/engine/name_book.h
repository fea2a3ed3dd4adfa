// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "net/address.h"
#include "session/values.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace telltale::engine {

/// Which names the stations asked for, by the addresses they were told: gives a name to connections
/// that name no host themselves.
class NameBook {
public:
    /// @param client  the station that asked
    void add(const net::IpAddress &client, const session::DnsAnswer &answer);

    /// The name under which @p client last learnt @p server before @p time; if it asked only later
    /// (the capture may order packets of one moment differently), the first after. Empty if never.
    [[nodiscard]] std::string nameOf(const net::IpAddress &client, const net::IpAddress &server,
                                     base::Timestamp time) const;

private:
    static constexpr std::size_t namesPerAddress = 64; // of one server; later ones replace the last
    using Entry = std::pair<base::Timestamp, std::string>;
    std::map<std::pair<net::IpAddress, net::IpAddress>, std::vector<Entry>> m_names; // sorted by time
};

} // namespace telltale::engine
