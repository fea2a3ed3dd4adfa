// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

#include <string_view>
#include <vector>

namespace telltale::intercept {

/// The phones that may use the relay: addresses and prefixes (RFC 4632, RFC 4291 § 2.3).
class StationList {
public:
    /// "10.42.0.0/24", "fe80::/10" or a single address; false for anything else.
    bool add(std::string_view cidr);
    [[nodiscard]] bool contains(const net::IpAddress &address) const;
    [[nodiscard]] bool empty() const { return m_prefixes.empty(); }

private:
    struct Prefix {
        net::IpAddress address;
        unsigned bits = 0;
    };
    std::vector<Prefix> m_prefixes;
};

} // namespace telltale::intercept
