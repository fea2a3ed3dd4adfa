// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/station_list.h"

#include <algorithm>
#include <charconv>

namespace telltale::intercept {

bool StationList::add(std::string_view cidr)
{
    const auto slash = cidr.find('/');
    const auto address = net::IpAddress::parse(cidr.substr(0, slash));
    if (!address)
        return false;
    const auto most = static_cast<unsigned>(address->bytes().size() * 8);
    unsigned bits = most;
    if (slash != std::string_view::npos) {
        const auto text = cidr.substr(slash + 1);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
        if (error != std::errc() || end != text.data() + text.size() || bits > most)
            return false;
    }
    m_prefixes.push_back({*address, bits});
    return true;
}

bool StationList::contains(const net::IpAddress &address) const
{
    const auto covers = [&](const Prefix &prefix) {
        const auto a = prefix.address.bytes(), b = address.bytes();
        if (a.size() != b.size() || b.empty())
            return false;
        const std::size_t whole = prefix.bits / 8, left = prefix.bits % 8;
        if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin()))
            return false;
        return left == 0 || ((a[whole] ^ b[whole]) >> (8 - left)) == 0;
    };
    return std::any_of(m_prefixes.begin(), m_prefixes.end(), covers);
}

} // namespace telltale::intercept
